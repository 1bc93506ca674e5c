select json_build_object(
  'ports', json_build_object('nodes', (
    select json_agg(json_build_object('name', port.name, 'vesselsByHomePort', json_build_object(
      'totalCount', (select count(*) from vessel where home_port_id = port_id),
      'nodes', (
        select coalesce(json_agg(json_build_object('name', name, 'kind', kind)), '[]')
        from (select * from vessel where home_port_id = port_id order by kind desc, launched_on limit 2) as page),
      'pageInfo', json_build_object(
        'hasNextPage', (select count(*) > 2 from vessel where home_port_id = port_id), 'hasPreviousPage', false))) order by port_id)
    from port where port_id in (1, 4, 12))),
  'port', json_build_object('vesselsByHomePort', json_build_object(
    'nodes', (
      select json_agg(json_build_object('name', name, 'kind', kind))
      from (select * from vessel where home_port_id = 1 order by kind desc, launched_on limit 2 offset 2) as page),
    'pageInfo', json_build_object(
      'hasNextPage', (select count(*) > 4 from vessel where home_port_id = 1), 'hasPreviousPage', true))))
