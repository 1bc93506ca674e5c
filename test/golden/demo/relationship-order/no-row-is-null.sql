with located as (
  select e.employee_id, e.port_id, i.name
  from employee e left join port p on p.port_id = e.port_id left join island i on i.island_id = p.island_id
)
select json_build_object(
  'first', json_build_object('nodes', (
    select json_agg(json_build_object('employeeId', employee_id, 'portId', port_id) order by place) from (
      select *, row_number() over (order by name nulls first, employee_id) as place from located) numbered where place <= 3)),
  'last', json_build_object(
    'nodes', (
      select json_agg(json_build_object('employeeId', employee_id, 'portId', port_id) order by place) from (
        select *, row_number() over (order by name, employee_id) as place, count(*) over () as total from located) numbered where place > total - 3),
    'pageInfo', json_build_object('hasPreviousPage', (select count(*) > 3 from located))),
  'uncertified', json_build_object('nodes', (
    select json_agg(json_build_object('name', name) order by place) from (
      select v.name, row_number() over (order by c.issued_by desc nulls first, v.vessel_id desc) as place
      from vessel v left join vessel_certificate c on c.vessel_id = v.vessel_id) numbered where place <= 3)))
