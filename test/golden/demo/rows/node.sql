select json_build_object('node', (
  select json_build_object('__typename', 'Fare', 'nodeId', encode('["Fare",1,2]', 'base64'), 'price', price::text)
  from fare where route_id = 1 and fare_class_id = 2))
