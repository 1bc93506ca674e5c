with recursive above (bottom, depth, employee_id) as (
  select employee_id, 1, reports_to from employee where reports_to is not null
  union all
  select bottom, depth + 1, employee.reports_to
  from above join employee using (employee_id) where employee.reports_to is not null
)
select json_build_object('employees', json_build_object('nodes', json_agg(json_build_object(
  'ancestorsByReportsTo', (
    select coalesce(json_agg(json_build_object('depth', depth, 'node', json_build_object('givenName', given_name))), '[]')
    from above join employee using (employee_id) where bottom = e.employee_id and depth = 2),
  'top', (
    select json_agg(json_build_object('depth', depth, 'node', json_build_object('jobTitle', job_title)))
    from above join employee using (employee_id) where bottom = e.employee_id and reports_to is null)) order by e.employee_id)))
from (select * from employee order by employee_id desc limit 2) as e
