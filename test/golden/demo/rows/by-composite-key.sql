select json_build_object('fare', (
  select json_build_object('price', price::text, 'fareClass', json_build_object('name', c.name), 'route', json_build_object('name', r.name))
  from fare f join fare_class c using (fare_class_id) join route r using (route_id) where route_id = 1 and fare_class_id = 1))
