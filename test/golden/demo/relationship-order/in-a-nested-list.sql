select json_build_object('sailing', json_build_object('crewAssignments', json_build_object('nodes', json_agg(
  json_build_object('duty', a.duty, 'employee', json_build_object('familyName', e.family_name))
  order by p.name desc nulls last, e.family_name, a.employee_id))))
from crew_assignment a
join employee e on e.employee_id = a.employee_id
left join port p on p.port_id = e.port_id
where a.sailing_id = 1
