select json_build_object(
  'ports', (select json_build_object(
      'nodes', (select json_agg(json_build_object('name', name) order by ports desc, name, port_id) from (
        select p.name, p.port_id, (select count(*) from port s where s.island_id = p.island_id) as ports
        from port p order by ports desc, name, port_id limit 6) as page),
      'pageInfo', json_build_object('hasNextPage', count(*) > 6)) from port),
  'employees', (select json_build_object('nodes', json_agg(json_build_object('employeeId', employee_id)
      order by hours nulls first, reports desc nulls first, employee_id desc)) from (
    select e.employee_id, h.hours, r.reports from employee e
    left join employee s on s.employee_id = e.reports_to
    left join (select employee_id, sum(hours) as hours from crew_assignment group by employee_id) h on h.employee_id = s.employee_id
    left join (select reports_to, count(*) as reports from employee group by reports_to) r on r.reports_to = s.employee_id
    where e.job_title <> 'Steward'
    order by h.hours desc nulls last, r.reports asc nulls last, e.employee_id limit 4) as page),
  'vessel', (select json_build_object('sailings', json_build_object('nodes', json_agg(json_build_object('sailingId', sailing_id::text)))) from (
    select sailing_id from sailing s
    where vessel_id = 1
    order by (select max(sailing_id) from sailing t where t.route_id = s.route_id) desc, sailing_id desc limit 3) as page))
