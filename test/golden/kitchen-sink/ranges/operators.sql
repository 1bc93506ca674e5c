select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int4range_value = '[1,10)')),
  ('notEqual', array(select every_type_id from public.every_type where int4range_value <> '[1,10)')),
  ('containsElement', array(select every_type_id from public.every_type where daterange_value @> '2024-01-31'::date)),
  ('upperBoundIsOutside', array(select every_type_id from public.every_type where daterange_value @> '2024-02-01'::date)),
  ('containsRange', array(select every_type_id from public.every_type where numrange_value @> '(0.5,10)')),
  ('containedBy', array(select every_type_id from public.every_type where int8range_value <@ '(,0)')),
  ('overlaps', array(select every_type_id from public.every_type where tstzrange_value && '[2024-01-02 12:29:00+00,2025-01-01 00:00:00+00)')),
  ('overlapsAll', array(select every_type_id from public.every_type where float_range_value && '(,)')),
  ('leftOf', array(select every_type_id from public.every_type where int4range_value << '[10,)')),
  ('rightOf', array(select every_type_id from public.every_type where int4range_value >> '(,1)')),
  ('adjacent', array(select every_type_id from public.every_type where int4range_value -|- '[10,12)')),
  ('lower', array(select every_type_id from public.every_type where lower(daterange_value) >= '2024-01-01' and lower(daterange_value) < '2025-01-01')),
  ('openLower', array(select every_type_id from public.every_type where lower(numrange_value) is null and upper(numrange_value) is not null)),
  ('upper', array(select every_type_id from public.every_type where upper(tsrange_value) = '2024-01-02 12:30:00')),
  ('empty', array(select every_type_id from public.every_type where isempty(int4range_value))),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(int4range_value))),
  ('none', array(select every_type_id from public.every_type where label = 'nothing'))
) as expected (behaviour, keys)
