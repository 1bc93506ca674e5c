select json_build_object(
  'sailings', (select json_build_object('totalCount', 7, 'few', count(*), 'exact', count(*)) from sailing),
  'islands', (select json_build_object('totalCount', count(*)) from island),
  'filtered', (select json_build_object('totalCount', count(*)) from island where population is null),
  'activeEmployees', (select json_build_object('totalCount', count(*)) from active_employee),
  'payslips', (select json_build_object('totalCount', count(*)) from payslip))
