select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where time_value = time '13:37:42.123456')),
  ('unequal', array(select every_type_id from public.every_type where time_value <> time '13:37:42.123456')),
  ('among', array(select every_type_id from public.every_type where time_value in (time '13:37:42.123456', time '24:00'))),
  ('notAmong', array(select every_type_id from public.every_type where time_value not in (time '13:37:42.123456', time '24:00'))),
  ('distinct', array(select every_type_id from public.every_type where time_value is null or time_value <> time '13:37:42.123456')),
  ('notDistinct', array(select every_type_id from public.every_type where time_value is null)),
  ('missing', array(select every_type_id from public.every_type where time_value is null)),
  ('there', array(select every_type_id from public.every_type where time_value is not null)),
  ('above', array(select every_type_id from public.every_type where time_value > time '00:00')),
  ('atLeast', array(select every_type_id from public.every_type where time_value >= time '13:37:42.123456')),
  ('below', array(select every_type_id from public.every_type where time_value < time '24:00')),
  ('atMost', array(select every_type_id from public.every_type where time_value <= time '13:37:42.123456')),
  ('between', array(select every_type_id from public.every_type where time_value > time '00:00' and time_value < time '24:00')),
  ('toTheHundredth', array(select every_type_id from public.every_type where time_scaled = time '13:37:42.12'))
) as expected (behaviour, keys)
