with recursive below (top, depth, employee_id) as (
  select reports_to, 1, employee_id from employee where reports_to is not null
  union all
  select below.top, below.depth + 1, employee.employee_id
  from below join employee on employee.reports_to = below.employee_id
)
select json_build_object(
  'employeeByEmail', (
    select json_build_object(
      'descendantsByReportsTo', json_agg(
        json_build_object(
          'depth', below.depth,
          'node', json_build_object(
            'givenName', employee.given_name,
            'port', case when port.port_id is not null then json_build_object('slug', port.slug) end
          )
        ) order by below.depth, employee.employee_id
      )
    )
    from employee as top
    join below on below.top = top.employee_id and below.depth <= 2
    join employee on employee.employee_id = below.employee_id
    left join port on port.port_id = employee.port_id
    where top.email = 'nils.yilmaz@lantern-isles.example'
  ),
  'employees', json_build_object(
    'nodes', (
      select json_agg(
        json_build_object(
          'givenName', listed.given_name,
          'ancestorsByReportsTo', (
            select json_agg(
              json_build_object(
                '__typename', 'EmployeeTreeNode',
                'depth', below.depth,
                'node', json_build_object('givenName', above.given_name)
              ) order by below.depth
            )
            from below join employee as above on above.employee_id = below.top
            where below.employee_id = listed.employee_id
          ),
          'none', '[]'::json
        ) order by listed.employee_id
      )
      from (select * from employee where reports_to > 6 order by employee_id limit 4) as listed
    )
  )
)
