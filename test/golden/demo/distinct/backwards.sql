with kinds as (
  select distinct on (port_id, job_title) port_id, job_title, employee_id
  from employee left join port using (port_id)
  order by port_id desc nulls last, job_title, port.name, hired_on, employee_id
), placed as (
  select *, row_number() over (order by port_id desc nulls last, job_title) as place, count(*) over () as total from kinds
)
select json_build_object('employees', json_build_object(
  'totalCount', (select count(*) from kinds),
  'nodes', (select json_agg(json_build_object('portId', port_id, 'jobTitle', job_title, 'employeeId', employee_id) order by place)
    from placed where place > total - 4)))
