select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where numeric_value = '12345678901234567890.123456789')),
  ('unequal', array(select every_type_id from public.every_type where numeric_value <> '12345678901234567890.123456789')),
  ('among', array(select every_type_id from public.every_type where numeric_value in ('12345678901234567890.123456789', 'NaN'))),
  ('notAmong', array(select every_type_id from public.every_type where numeric_value not in ('12345678901234567890.123456789', 'NaN'))),
  ('distinct', array(select every_type_id from public.every_type where numeric_value is null or numeric_value <> '12345678901234567890.123456789')),
  ('notDistinct', array(select every_type_id from public.every_type where numeric_value is null)),
  ('missing', array(select every_type_id from public.every_type where numeric_value is null)),
  ('there', array(select every_type_id from public.every_type where numeric_value is not null)),
  ('above', array(select every_type_id from public.every_type where numeric_value > '0')),
  ('atLeast', array(select every_type_id from public.every_type where numeric_value >= '12345678901234567890.123456789')),
  ('below', array(select every_type_id from public.every_type where numeric_value < 'NaN')),
  ('atMost', array(select every_type_id from public.every_type where numeric_value <= '12345678901234567890.123456789')),
  ('between', array(select every_type_id from public.every_type where numeric_value > '0' and numeric_value < 'NaN')),
  ('tiny', array(select every_type_id from public.every_type where numeric_value = -0.000000000000000000000000000001)),
  ('scaled', array(select every_type_id from public.every_type where numeric_scaled = 1234.5)),
  ('money', array(select every_type_id from public.every_type where money_value::numeric = 12.34))
) as expected (behaviour, keys)
