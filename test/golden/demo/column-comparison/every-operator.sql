select json_build_object(
  'eq', json_build_object('totalCount', count(*) filter (where reports_to = port_id)),
  'ne', json_build_object('totalCount', count(*) filter (where reports_to <> port_id)),
  'gt', json_build_object('totalCount', count(*) filter (where reports_to > port_id)),
  'gte', json_build_object('totalCount', count(*) filter (where reports_to >= port_id)),
  'lt', json_build_object('totalCount', count(*) filter (where reports_to < port_id)),
  'lte', json_build_object('totalCount', count(*) filter (where reports_to <= port_id)),
  'isDistinctFrom', json_build_object('totalCount', count(*) filter (where reports_to is distinct from port_id)),
  'isNotDistinctFrom', json_build_object('totalCount', count(*) filter (where reports_to is not distinct from port_id)))
from employee
