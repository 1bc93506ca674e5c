select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where inet_value = inet '192.0.2.7/24')),
  ('unequal', array(select every_type_id from public.every_type where inet_value <> inet '192.0.2.7/24')),
  ('among', array(select every_type_id from public.every_type where inet_value in (inet '192.0.2.7/24', inet 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'))),
  ('notAmong', array(select every_type_id from public.every_type where inet_value not in (inet '192.0.2.7/24', inet 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'))),
  ('distinct', array(select every_type_id from public.every_type where inet_value is null or inet_value <> inet '192.0.2.7/24')),
  ('notDistinct', array(select every_type_id from public.every_type where inet_value is null)),
  ('missing', array(select every_type_id from public.every_type where inet_value is null)),
  ('there', array(select every_type_id from public.every_type where inet_value is not null)),
  ('above', array(select every_type_id from public.every_type where inet_value > inet '0.0.0.0/0')),
  ('atLeast', array(select every_type_id from public.every_type where inet_value >= inet '192.0.2.7/24')),
  ('below', array(select every_type_id from public.every_type where inet_value < inet 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')),
  ('atMost', array(select every_type_id from public.every_type where inet_value <= inet '192.0.2.7/24')),
  ('between', array(select every_type_id from public.every_type where inet_value > inet '0.0.0.0/0' and inet_value < inet 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')),
  ('inside', array(select every_type_id from public.every_type where inet_value << inet '192.0.0.0/16')),
  ('insideOrEqual', array(select every_type_id from public.every_type where inet_value <<= inet '192.0.2.0/24')),
  ('around', array(select every_type_id from public.every_type where inet_value >> inet '192.0.2.7')),
  ('aroundOrEqual', array(select every_type_id from public.every_type where inet_value >>= inet '192.0.2.7')),
  ('overlapping', array(select every_type_id from public.every_type where inet_value && inet '192.0.2.128/25'))
) as expected (behaviour, keys)
