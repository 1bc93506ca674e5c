select json_build_object('sailings', json_build_object('nodes', json_agg(json_build_object(
  'departsAt', to_char(s.departs_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'route', json_build_object('name', r.name, 'origin', json_build_object('name', o.name, 'island', json_build_object('name', i.name)), 'destination', json_build_object('name', d.name)),
  'vessel', json_build_object('name', v.name, 'homePort', json_build_object('name', h.name)),
  'captain', case when c.employee_id is not null then json_build_object('familyName', c.family_name, 'employeeByReportsTo',
    case when m.employee_id is not null then json_build_object('familyName', m.family_name) end) end
) order by s.departs_at, s.sailing_id)))
from (select * from sailing order by departs_at, sailing_id limit 3) s
join route r using (route_id) join port o on o.port_id = r.origin_id join island i using (island_id) join port d on d.port_id = r.destination_id
join vessel v using (vessel_id) join port h on h.port_id = v.home_port_id
left join employee c on c.employee_id = s.captain_id left join employee m on m.employee_id = c.reports_to
