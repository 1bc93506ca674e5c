select json_build_object(
  'port', (select json_build_object('__typename', 'Port', 'nodeId', encode('["Port",2]', 'base64'), 'name', name, 'berthCount', berth_count) from port where port_id = 2),
  'missing', null)
