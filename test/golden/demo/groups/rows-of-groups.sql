with listed as (
  select port.*, island.name as island_name, island.slug as island_slug
  from port join island using (island_id) where berth_count > 1
), ranked as (
  select *, row_number() over (partition by island_name order by name desc, port_id desc) as place
  from listed where has_vehicle_ramp
)
select json_build_object('ports', json_build_object('groupBy', json_build_object('nodes', json_agg(json_build_object(
  'keys', json_build_object('island', json_build_object('name', g.island_name)),
  'rows', (
    select json_build_object(
      'totalCount', count(*),
      'nodes', coalesce(json_agg(json_build_object('name', name, 'island', json_build_object('slug', island_slug)) order by place)
        filter (where place <= 2), '[]'),
      'pageInfo', json_build_object('hasNextPage', count(*) > 2),
      'aggregate', json_build_object('sum', json_build_object('berthCount', sum(berth_count)::text)))
    from ranked where ranked.island_name = g.island_name)
  ) order by g.island_name))))
from (select distinct island_name from listed order by island_name limit 3) as g
