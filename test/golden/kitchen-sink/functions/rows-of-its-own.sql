select json_build_object(
  'splits', json_build_object('totalCount', 4, 'edges', json_build_array(
      json_build_object('node', json_build_object('part', 'aa', 'length', '2')), json_build_object('node', json_build_object('part', 'aa', 'length', '2'))),
    'pageInfo', json_build_object('hasNextPage', true)),
  'lastOnes', json_build_object('nodes', json_build_array(json_build_object('part', 'c', 'ordinality', 0),
    json_build_object('part', 'aa', 'ordinality', 0), json_build_object('part', 'dddd', 'ordinality', 0))))
