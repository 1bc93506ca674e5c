select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int4multirange_value = '{[5,7),[1,3)}'::int4multirange)),
  ('unequal', array(select every_type_id from public.every_type where int4multirange_value <> '{[5,7),[1,3)}'::int4multirange)),
  ('contains', array(select every_type_id from public.every_type where int4multirange_value @> 5)),
  ('containsRange', array(select every_type_id from public.every_type where int4multirange_value @> '{[5,5]}'::int4multirange)),
  ('containedBy', array(select every_type_id from public.every_type where int4multirange_value <@ '{[0,8)}'::int4multirange)),
  ('overlaps', array(select every_type_id from public.every_type where int4multirange_value && '{[5,)}'::int4multirange)),
  ('leftOf', array(select every_type_id from public.every_type where int4multirange_value << '{[8,)}'::int4multirange)),
  ('rightOf', array(select every_type_id from public.every_type where int4multirange_value >> '{(,0)}'::int4multirange)),
  ('adjacent', array(select every_type_id from public.every_type where int4multirange_value -|- '{[7,)}'::int4multirange)),
  ('lower', array(select every_type_id from public.every_type where lower(int4multirange_value) > '0')),
  ('upper', array(select every_type_id from public.every_type where upper(int4multirange_value) <= '8')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(int4multirange_value))),
  ('empty', array(select every_type_id from public.every_type where isempty(int4multirange_value))),
  ('missing', array(select every_type_id from public.every_type where int4multirange_value is null))
) as expected (behaviour, keys)
