select json_build_object(
  'home', (select json_build_object('portId', port_id, 'nodeId', encode('["Port",1]', 'base64'), 'island', json_build_object('name', i.name, 'slug', i.slug)) from port join island i using (island_id) where port_id = 1),
  'away', (select json_build_object('portId', port_id, 'nodeId', encode('["Port",2]', 'base64'), 'island', json_build_object('name', i.name, 'slug', i.slug),
     'vesselsByHomePort', json_build_object('totalCount', (select count(*) from vessel where home_port_id = 2))) from port join island i using (island_id) where port_id = 2),
  '__typename', 'Query',
  'fareClasses', json_build_object('totalCount', (select count(*) from fare_class)),
  '__type', json_build_object('kind', 'OBJECT'))
