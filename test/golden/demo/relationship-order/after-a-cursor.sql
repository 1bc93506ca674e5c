with placed as (
  select e.employee_id, e.port_id, row_number() over (order by i.name desc nulls last, e.hired_on, e.employee_id) as place
  from employee e left join port p on p.port_id = e.port_id left join island i on i.island_id = p.island_id
), marked as (
  select *, place - (select place from placed where employee_id = 47) as distance from placed
)
select json_build_object(
  'next', json_build_object('nodes', (
    select json_agg(json_build_object('employeeId', employee_id, 'portId', port_id) order by place) from marked where distance between 1 and 2)),
  'previous', json_build_object('nodes', (
    select json_agg(json_build_object('employeeId', employee_id, 'portId', port_id) order by place) from marked where distance between -40 and -1)))
