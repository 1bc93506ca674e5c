select json_build_object(
  'vessels', (select json_build_object('nodes', json_agg(json_build_object('name', name) order by (select count(*) from vessel_amenity where vessel_id = v.vessel_id) desc, name)) from vessel v),
  'employees', (select json_build_object('nodes', json_agg(json_build_object('employeeId', employee_id))) from (
    select employee_id from employee left join (select employee_id, sum(hours) as hours from crew_assignment group by employee_id) as c using (employee_id)
    order by hours desc nulls last, employee_id desc limit 5) as page),
  'islands', (select json_build_object(
    'nodes', (select json_agg(json_build_object('name', name) order by berths, island_id) from (
      select island_id, i.name, max(berth_count) as berths from island i left join port using (island_id) group by island_id, i.name
      order by berths desc nulls first, island_id desc limit 3) as page),
    'pageInfo', json_build_object('hasPreviousPage', count(*) > 3)) from island))
