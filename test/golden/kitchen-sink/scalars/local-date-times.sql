select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where timestamp_value = timestamp '2024-02-29 13:37:42.123456')),
  ('unequal', array(select every_type_id from public.every_type where timestamp_value <> timestamp '2024-02-29 13:37:42.123456')),
  ('among', array(select every_type_id from public.every_type where timestamp_value in (timestamp '2024-02-29 13:37:42.123456', timestamp 'infinity'))),
  ('notAmong', array(select every_type_id from public.every_type where timestamp_value not in (timestamp '2024-02-29 13:37:42.123456', timestamp 'infinity'))),
  ('distinct', array(select every_type_id from public.every_type where timestamp_value is null or timestamp_value <> timestamp '2024-02-29 13:37:42.123456')),
  ('notDistinct', array(select every_type_id from public.every_type where timestamp_value is null)),
  ('missing', array(select every_type_id from public.every_type where timestamp_value is null)),
  ('there', array(select every_type_id from public.every_type where timestamp_value is not null)),
  ('above', array(select every_type_id from public.every_type where timestamp_value > timestamp '-infinity')),
  ('atLeast', array(select every_type_id from public.every_type where timestamp_value >= timestamp '2024-02-29 13:37:42.123456')),
  ('below', array(select every_type_id from public.every_type where timestamp_value < timestamp 'infinity')),
  ('atMost', array(select every_type_id from public.every_type where timestamp_value <= timestamp '2024-02-29 13:37:42.123456')),
  ('between', array(select every_type_id from public.every_type where timestamp_value > timestamp '-infinity' and timestamp_value < timestamp 'infinity')),
  ('toTheMillisecond', array(select every_type_id from public.every_type where timestamp_scaled >= timestamp '9999-12-31 23:59:59.999' and timestamp_scaled <> 'infinity'))
) as expected (behaviour, keys)
