select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int4_value = 42)),
  ('unequal', array(select every_type_id from public.every_type where int4_value <> 42)),
  ('among', array(select every_type_id from public.every_type where int4_value in (42, 2147483647))),
  ('notAmong', array(select every_type_id from public.every_type where int4_value not in (42, 2147483647))),
  ('distinct', array(select every_type_id from public.every_type where int4_value is null or int4_value <> 42)),
  ('notDistinct', array(select every_type_id from public.every_type where int4_value is null)),
  ('missing', array(select every_type_id from public.every_type where int4_value is null)),
  ('there', array(select every_type_id from public.every_type where int4_value is not null)),
  ('above', array(select every_type_id from public.every_type where int4_value > -2147483648)),
  ('atLeast', array(select every_type_id from public.every_type where int4_value >= 42)),
  ('below', array(select every_type_id from public.every_type where int4_value < 2147483647)),
  ('atMost', array(select every_type_id from public.every_type where int4_value <= 42)),
  ('between', array(select every_type_id from public.every_type where int4_value > -2147483648 and int4_value < 2147483647)),
  ('small', array(select every_type_id from public.every_type where int2_value <= 7 and int2_value <> -32768)),
  ('ofDomain', array(select every_type_id from public.every_type where small_positive_value::int in (1, 500))),
  ('generated', array(select every_type_id from public.every_type where int4_doubled between 1 and 42))
) as expected (behaviour, keys)
