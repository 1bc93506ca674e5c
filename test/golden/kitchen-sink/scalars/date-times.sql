select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where timestamptz_value = timestamptz '2024-02-29 11:37:42.123456+00')),
  ('unequal', array(select every_type_id from public.every_type where timestamptz_value <> timestamptz '2024-02-29 11:37:42.123456+00')),
  ('among', array(select every_type_id from public.every_type where timestamptz_value in (timestamptz '2024-02-29 11:37:42.123456+00', timestamptz 'infinity'))),
  ('notAmong', array(select every_type_id from public.every_type where timestamptz_value not in (timestamptz '2024-02-29 11:37:42.123456+00', timestamptz 'infinity'))),
  ('distinct', array(select every_type_id from public.every_type where timestamptz_value is null or timestamptz_value <> timestamptz '2024-02-29 11:37:42.123456+00')),
  ('notDistinct', array(select every_type_id from public.every_type where timestamptz_value is null)),
  ('missing', array(select every_type_id from public.every_type where timestamptz_value is null)),
  ('there', array(select every_type_id from public.every_type where timestamptz_value is not null)),
  ('above', array(select every_type_id from public.every_type where timestamptz_value > timestamptz '-infinity')),
  ('atLeast', array(select every_type_id from public.every_type where timestamptz_value >= timestamptz '2024-02-29 11:37:42.123456+00')),
  ('below', array(select every_type_id from public.every_type where timestamptz_value < timestamptz 'infinity')),
  ('atMost', array(select every_type_id from public.every_type where timestamptz_value <= timestamptz '2024-02-29 11:37:42.123456+00')),
  ('between', array(select every_type_id from public.every_type where timestamptz_value > timestamptz '-infinity' and timestamptz_value < timestamptz 'infinity'))
) as expected (behaviour, keys)
