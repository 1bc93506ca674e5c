select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where timetz_value = timetz '13:37:42.5+05:30')),
  ('unequal', array(select every_type_id from public.every_type where timetz_value <> timetz '13:37:42.5+05:30')),
  ('among', array(select every_type_id from public.every_type where timetz_value in (timetz '13:37:42.5+05:30', timetz '24:00:00-15:59'))),
  ('notAmong', array(select every_type_id from public.every_type where timetz_value not in (timetz '13:37:42.5+05:30', timetz '24:00:00-15:59'))),
  ('distinct', array(select every_type_id from public.every_type where timetz_value is null or timetz_value <> timetz '13:37:42.5+05:30')),
  ('notDistinct', array(select every_type_id from public.every_type where timetz_value is null)),
  ('missing', array(select every_type_id from public.every_type where timetz_value is null)),
  ('there', array(select every_type_id from public.every_type where timetz_value is not null)),
  ('above', array(select every_type_id from public.every_type where timetz_value > timetz '00:00:00+15:59')),
  ('atLeast', array(select every_type_id from public.every_type where timetz_value >= timetz '13:37:42.5+05:30')),
  ('below', array(select every_type_id from public.every_type where timetz_value < timetz '24:00:00-15:59')),
  ('atMost', array(select every_type_id from public.every_type where timetz_value <= timetz '13:37:42.5+05:30')),
  ('between', array(select every_type_id from public.every_type where timetz_value > timetz '00:00:00+15:59' and timetz_value < timetz '24:00:00-15:59'))
) as expected (behaviour, keys)
