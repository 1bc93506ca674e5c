with recursive below (depth, employee_id) as (
  select 1, employee_id from employee
  where reports_to = 1
  union all
  select below.depth + 1, employee.employee_id
  from below join employee on employee.reports_to = below.employee_id
)
select json_build_object('employee', json_build_object(
  'descendantsByReportsTo', (
    select json_agg(json_build_object('depth', depth, 'node', json_build_object('email', email, 'port', json_build_object('name', name)))
      order by name desc, monthly_salary desc, employee_id desc)
    from (
      select below.depth, employee.*, port.name
      from below join employee using (employee_id) join port using (port_id)
      where port.berth_count > 1
      order by port.name desc, monthly_salary desc, employee_id desc limit 5 offset 1) as page),
  'busiest', (
    select json_agg(json_build_object('node', json_build_object('email', email)) order by duties desc, employee_id desc)
    from (
      select employee.*, (select count(*) from crew_assignment where crew_assignment.employee_id = employee.employee_id) as duties
      from below join employee using (employee_id)
      where depth <= 2 and (reports_to > 1 or exists (select from crew_assignment where crew_assignment.employee_id = employee.employee_id))
      order by duties desc, employee_id desc limit 3) as page),
  'none', '[]'::json))
