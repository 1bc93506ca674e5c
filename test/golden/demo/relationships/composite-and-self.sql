select json_build_object(
  'tickets', json_build_object('nodes', (select json_agg(json_build_object('holderName', holder_name,
      'fareByRouteIdAndFareClassId', json_build_object('price', (select price::text from fare f where f.route_id = t.route_id and f.fare_class_id = t.fare_class_id)),
      'boardingByBookingIdAndLineNumber', (select json_build_object('boardedAt', replace(trim(both '"' from to_json(boarded_at at time zone 'UTC')::text), ' ', 'T') || 'Z') from boarding b where b.booking_id = t.booking_id and b.line_number = t.line_number)
    ) order by booking_id, line_number) from (select * from ticket order by booking_id, line_number limit 2) t)),
  'employees', json_build_object('nodes', (select json_agg(json_build_object('familyName', family_name, 'employeesByReportsTo', json_build_object('nodes',
      (select coalesce(json_agg(json_build_object('familyName', r.family_name, 'employeeByReportsTo', json_build_object('familyName', e.family_name))), '[]')
       from (select * from employee r where r.reports_to = e.employee_id order by employee_id limit 2) r))) order by employee_id)
    from employee e where reports_to is null)))
