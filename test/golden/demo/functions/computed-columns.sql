select json_build_object('employees', json_build_object(
  'nodes', json_agg(json_build_object('fullName', full_name, 'employeeByReportsTo', boss) order by full_name desc, employee_id desc),
  'pageInfo', json_build_object('hasNextPage', true)))
from (
  select e.given_name || ' ' || e.family_name as full_name, e.employee_id,
    case when b.employee_id is not null then json_build_object('fullName', b.given_name || ' ' || b.family_name) end as boss
  from employee e left join employee b on b.employee_id = e.reports_to
  where e.given_name || ' ' || e.family_name ilike '%an%'
  order by full_name desc, e.employee_id desc limit 3) e
