select json_build_object('ports', json_build_object(
  'totalCount', count(*),
  'aggregate', json_build_object('count', count(*), 'sum', json_build_object('berthCount', sum(berth_count)::text)),
  'more', json_build_object('sum', json_build_object('berthCount', sum(berth_count)::text), 'min', json_build_object('name', min(name))),
  'nodes', json_build_array(json_build_object('name', min(name))),
  'pageInfo', json_build_object('hasNextPage', count(*) > 1)))
from port where island_id = 1
