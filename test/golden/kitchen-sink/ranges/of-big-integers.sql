select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int8range_value = '[1,9007199254740993)'::int8range)),
  ('unequal', array(select every_type_id from public.every_type where int8range_value <> '[1,9007199254740993)'::int8range)),
  ('contains', array(select every_type_id from public.every_type where int8range_value @> 9007199254740992)),
  ('containsRange', array(select every_type_id from public.every_type where int8range_value @> '[9007199254740992,9007199254740992]'::int8range)),
  ('containedBy', array(select every_type_id from public.every_type where int8range_value <@ '[0,9007199254740994)'::int8range)),
  ('overlaps', array(select every_type_id from public.every_type where int8range_value && '[9007199254740992,)'::int8range)),
  ('leftOf', array(select every_type_id from public.every_type where int8range_value << '[9007199254740994,)'::int8range)),
  ('rightOf', array(select every_type_id from public.every_type where int8range_value >> '(,0)'::int8range)),
  ('adjacent', array(select every_type_id from public.every_type where int8range_value -|- '[9007199254740993,)'::int8range)),
  ('lower', array(select every_type_id from public.every_type where lower(int8range_value) > '0')),
  ('upper', array(select every_type_id from public.every_type where upper(int8range_value) <= '9007199254740994')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(int8range_value))),
  ('missing', array(select every_type_id from public.every_type where int8range_value is null))
) as expected (behaviour, keys)
