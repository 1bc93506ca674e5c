select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where bit_value = B'10101010')),
  ('unequal', array(select every_type_id from public.every_type where bit_value <> B'10101010')),
  ('among', array(select every_type_id from public.every_type where bit_value in (B'10101010', B'11111111'))),
  ('notAmong', array(select every_type_id from public.every_type where bit_value not in (B'10101010', B'11111111'))),
  ('distinct', array(select every_type_id from public.every_type where bit_value is null or bit_value <> B'10101010')),
  ('notDistinct', array(select every_type_id from public.every_type where bit_value is null)),
  ('missing', array(select every_type_id from public.every_type where bit_value is null)),
  ('there', array(select every_type_id from public.every_type where bit_value is not null)),
  ('above', array(select every_type_id from public.every_type where bit_value > B'00000000')),
  ('atLeast', array(select every_type_id from public.every_type where bit_value >= B'10101010')),
  ('below', array(select every_type_id from public.every_type where bit_value < B'11111111')),
  ('atMost', array(select every_type_id from public.every_type where bit_value <= B'10101010')),
  ('between', array(select every_type_id from public.every_type where bit_value > B'00000000' and bit_value < B'11111111')),
  ('varying', array(select every_type_id from public.every_type where varbit_value >= B'' and varbit_value < B'11'))
) as expected (behaviour, keys)
