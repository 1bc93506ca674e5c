select json_build_object('activeEmployees', json_build_object(
  'totalCount', (select count(*) from active_employee),
  'nodes', (select json_agg(json_build_object('givenName', given_name, 'familyName', family_name, 'hiredOn', hired_on))
    from (select * from active_employee order by family_name, employee_id limit 3) as page)))
