with marrow as (
  select s.sailing_id
  from sailing s
  join route r on r.route_id = s.route_id
  join port o on o.port_id = r.origin_id
  join island i on i.island_id = o.island_id
  join employee c on c.employee_id = s.captain_id
  where i.slug = 'marrow' and c.family_name like 'A%'
)
select json_build_object(
  'sailings', json_build_object(
    'totalCount', (select count(*) from marrow),
    'nodes', (select coalesce(json_agg(json_build_object('sailingId', sailing_id::text) order by sailing_id), '[]') from (select * from marrow order by sailing_id limit 4) page)),
  'withoutSuchCaptain', json_build_object('totalCount', (
    select count(*) from sailing s left join employee c on c.employee_id = s.captain_id
    where c.employee_id is null or not c.monthly_salary > 4000)))
