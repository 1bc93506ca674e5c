select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int4range_value = '[1,9]'::int4range)),
  ('unequal', array(select every_type_id from public.every_type where int4range_value <> '[1,9]'::int4range)),
  ('contains', array(select every_type_id from public.every_type where int4range_value @> 5)),
  ('containsRange', array(select every_type_id from public.every_type where int4range_value @> '[5,5]'::int4range)),
  ('containedBy', array(select every_type_id from public.every_type where int4range_value <@ '[0,11)'::int4range)),
  ('overlaps', array(select every_type_id from public.every_type where int4range_value && '[5,)'::int4range)),
  ('leftOf', array(select every_type_id from public.every_type where int4range_value << '[11,)'::int4range)),
  ('rightOf', array(select every_type_id from public.every_type where int4range_value >> '(,0)'::int4range)),
  ('adjacent', array(select every_type_id from public.every_type where int4range_value -|- '[10,)'::int4range)),
  ('lower', array(select every_type_id from public.every_type where lower(int4range_value) > '0')),
  ('upper', array(select every_type_id from public.every_type where upper(int4range_value) <= '11')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(int4range_value))),
  ('empty', array(select every_type_id from public.every_type where isempty(int4range_value))),
  ('missing', array(select every_type_id from public.every_type where int4range_value is null))
) as expected (behaviour, keys)
