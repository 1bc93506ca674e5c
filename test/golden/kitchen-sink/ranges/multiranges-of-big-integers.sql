select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int8multirange_value = '{[1,9007199254740993)}'::int8multirange)),
  ('unequal', array(select every_type_id from public.every_type where int8multirange_value <> '{[1,9007199254740993)}'::int8multirange)),
  ('contains', array(select every_type_id from public.every_type where int8multirange_value @> 9007199254740992)),
  ('containsRange', array(select every_type_id from public.every_type where int8multirange_value @> '{[9007199254740992,9007199254740992]}'::int8multirange)),
  ('containedBy', array(select every_type_id from public.every_type where int8multirange_value <@ '{[0,9007199254740994)}'::int8multirange)),
  ('overlaps', array(select every_type_id from public.every_type where int8multirange_value && '{[9007199254740992,)}'::int8multirange)),
  ('leftOf', array(select every_type_id from public.every_type where int8multirange_value << '{[9007199254740994,)}'::int8multirange)),
  ('rightOf', array(select every_type_id from public.every_type where int8multirange_value >> '{(,0)}'::int8multirange)),
  ('adjacent', array(select every_type_id from public.every_type where int8multirange_value -|- '{[9007199254740993,)}'::int8multirange)),
  ('lower', array(select every_type_id from public.every_type where lower(int8multirange_value) > '0')),
  ('upper', array(select every_type_id from public.every_type where upper(int8multirange_value) <= '9007199254740994')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(int8multirange_value))),
  ('empty', array(select every_type_id from public.every_type where isempty(int8multirange_value))),
  ('missing', array(select every_type_id from public.every_type where int8multirange_value is null))
) as expected (behaviour, keys)
