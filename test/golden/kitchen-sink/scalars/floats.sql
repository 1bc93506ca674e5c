select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where float8_value = float8 '0.1')),
  ('unequal', array(select every_type_id from public.every_type where float8_value <> float8 '0.1')),
  ('among', array(select every_type_id from public.every_type where float8_value in (float8 '0.1', float8 '1.7976931348623157e308'))),
  ('notAmong', array(select every_type_id from public.every_type where float8_value not in (float8 '0.1', float8 '1.7976931348623157e308'))),
  ('distinct', array(select every_type_id from public.every_type where float8_value is null or float8_value <> float8 '0.1')),
  ('notDistinct', array(select every_type_id from public.every_type where float8_value is null)),
  ('missing', array(select every_type_id from public.every_type where float8_value is null)),
  ('there', array(select every_type_id from public.every_type where float8_value is not null)),
  ('above', array(select every_type_id from public.every_type where float8_value > 0)),
  ('atLeast', array(select every_type_id from public.every_type where float8_value >= float8 '0.1')),
  ('below', array(select every_type_id from public.every_type where float8_value < float8 '1.7976931348623157e308')),
  ('atMost', array(select every_type_id from public.every_type where float8_value <= float8 '0.1')),
  ('between', array(select every_type_id from public.every_type where float8_value > 0 and float8_value < float8 '1.7976931348623157e308')),
  ('single', array(select every_type_id from public.every_type where float4_value = 1.5)),
  ('singleAbove', array(select every_type_id from public.every_type where float4_value > 1.5))
) as expected (behaviour, keys)
