select json_build_object(
  'departureBoard', (
    select json_build_object(
      'originName', origin.name,
      'vessel', json_build_object('name', vessel.name),
      'route', json_build_object(
        'slug', route.slug,
        'departureBoards', json_build_object(
          'nodes', (
            select json_agg(json_build_object('sailingId', first_two.sailing_id::text) order by first_two.sailing_id)
            from (
              select other.sailing_id from sailing as other
              where other.route_id = route.route_id order by other.sailing_id limit 2
            ) as first_two
          )
        )
      )
    )
    from sailing
    join route on route.route_id = sailing.route_id
    join port as origin on origin.port_id = route.origin_id
    join vessel on vessel.vessel_id = sailing.vessel_id
    where sailing.sailing_id = 3
  ),
  'activeEmployeeByEmail', (
    select json_build_object(
      'givenName', employee.given_name,
      'port', json_build_object('slug', port.slug),
      'employeeByReportsTo', json_build_object(
        'givenName', superior.given_name,
        'activeEmployeesByReportsTo', json_build_object(
          'nodes', (
            select json_agg(json_build_object('givenName', last_two.given_name) order by last_two.employee_id)
            from (
              select colleague.employee_id, colleague.given_name from employee as colleague
              where colleague.reports_to = superior.employee_id and colleague.left_on is null
              order by colleague.employee_id desc limit 2
            ) as last_two
          )
        )
      )
    )
    from employee
    join port on port.port_id = employee.port_id
    join employee as superior on superior.employee_id = employee.reports_to
    where employee.email = 'nils.yilmaz@lantern-isles.example' and employee.left_on is null
  ),
  'routeMonths', json_build_object(
    'nodes', (
      select json_agg(json_build_object('month', first_two.month, 'route', json_build_object('slug', route.slug))
        order by first_two.route_id, first_two.month)
      from (select route_id, month from route_month order by route_id, month limit 2) as first_two
      join route on route.route_id = first_two.route_id
    )
  )
)
