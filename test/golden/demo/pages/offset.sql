select json_build_object('fareClasses', json_build_object(
  'nodes', (select json_agg(json_build_object('fareClassId', fare_class_id) order by fare_class_id) from (select * from fare_class order by fare_class_id limit 2 offset 1) page),
  'pageInfo', json_build_object('hasNextPage', (select count(*) > 3 from fare_class), 'hasPreviousPage', true)))
