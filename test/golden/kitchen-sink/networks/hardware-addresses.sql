select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where macaddr_value = macaddr '08:00:2b:01:02:03')),
  ('unequal', array(select every_type_id from public.every_type where macaddr_value <> macaddr '08:00:2b:01:02:03')),
  ('among', array(select every_type_id from public.every_type where macaddr_value in (macaddr '08:00:2b:01:02:03', macaddr 'ff:ff:ff:ff:ff:ff'))),
  ('notAmong', array(select every_type_id from public.every_type where macaddr_value not in (macaddr '08:00:2b:01:02:03', macaddr 'ff:ff:ff:ff:ff:ff'))),
  ('distinct', array(select every_type_id from public.every_type where macaddr_value is null or macaddr_value <> macaddr '08:00:2b:01:02:03')),
  ('notDistinct', array(select every_type_id from public.every_type where macaddr_value is null)),
  ('missing', array(select every_type_id from public.every_type where macaddr_value is null)),
  ('there', array(select every_type_id from public.every_type where macaddr_value is not null)),
  ('above', array(select every_type_id from public.every_type where macaddr_value > macaddr '00:00:00:00:00:00')),
  ('atLeast', array(select every_type_id from public.every_type where macaddr_value >= macaddr '08:00:2b:01:02:03')),
  ('below', array(select every_type_id from public.every_type where macaddr_value < macaddr 'ff:ff:ff:ff:ff:ff')),
  ('atMost', array(select every_type_id from public.every_type where macaddr_value <= macaddr '08:00:2b:01:02:03')),
  ('between', array(select every_type_id from public.every_type where macaddr_value > macaddr '00:00:00:00:00:00' and macaddr_value < macaddr 'ff:ff:ff:ff:ff:ff')),
  ('eightBytes', array(select every_type_id from public.every_type where macaddr8_value = macaddr8 '08:00:2b:01:02:03:04:05'))
) as expected (behaviour, keys)
