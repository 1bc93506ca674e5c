select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int8_value = '9007199254740993')),
  ('unequal', array(select every_type_id from public.every_type where int8_value <> '9007199254740993')),
  ('among', array(select every_type_id from public.every_type where int8_value in ('9007199254740993', '9223372036854775807'))),
  ('notAmong', array(select every_type_id from public.every_type where int8_value not in ('9007199254740993', '9223372036854775807'))),
  ('distinct', array(select every_type_id from public.every_type where int8_value is null or int8_value <> '9007199254740993')),
  ('notDistinct', array(select every_type_id from public.every_type where int8_value is null)),
  ('missing', array(select every_type_id from public.every_type where int8_value is null)),
  ('there', array(select every_type_id from public.every_type where int8_value is not null)),
  ('above', array(select every_type_id from public.every_type where int8_value > '-9223372036854775808')),
  ('atLeast', array(select every_type_id from public.every_type where int8_value >= '9007199254740993')),
  ('below', array(select every_type_id from public.every_type where int8_value < '9223372036854775807')),
  ('atMost', array(select every_type_id from public.every_type where int8_value <= '9007199254740993')),
  ('between', array(select every_type_id from public.every_type where int8_value > '-9223372036854775808' and int8_value < '9223372036854775807')),
  ('oneMore', array(select every_type_id from public.every_type where int8_value = 9007199254740993)),
  ('oid', array(select every_type_id from public.every_type where oid_value <= 4294967295 and oid_value <> 0)),
  ('transaction', array(select every_type_id from public.every_type where xid8_value = '4294967297'))
) as expected (behaviour, keys)
