with repaired as (
  select vessel_id, slug,
    percentile_cont(0.5) within group (order by cost) as median,
    count(*) filter (where is_emergency) <= count(*) filter (where not is_emergency) as mostly_planned
  from vessel join repair using (vessel_id) group by vessel_id, slug
)
select json_build_object('vessels', json_build_object('nodes', json_agg(
  json_build_object('slug', slug, 'repairs', json_build_object('aggregate', json_build_object('median', json_build_object('cost', median))))
  order by median desc, vessel_id desc)))
from (select * from repaired where median > 1000 and mostly_planned order by median desc, vessel_id desc limit 4) as page
