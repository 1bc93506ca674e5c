select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where numrange_value = '(0.5,10.25]'::numrange)),
  ('unequal', array(select every_type_id from public.every_type where numrange_value <> '(0.5,10.25]'::numrange)),
  ('contains', array(select every_type_id from public.every_type where numrange_value @> 10.25)),
  ('containsRange', array(select every_type_id from public.every_type where numrange_value @> '[10.25,10.25]'::numrange)),
  ('containedBy', array(select every_type_id from public.every_type where numrange_value <@ '[0.5,10.3)'::numrange)),
  ('overlaps', array(select every_type_id from public.every_type where numrange_value && '[10.25,)'::numrange)),
  ('leftOf', array(select every_type_id from public.every_type where numrange_value << '[10.3,)'::numrange)),
  ('rightOf', array(select every_type_id from public.every_type where numrange_value >> '(,0.5)'::numrange)),
  ('adjacent', array(select every_type_id from public.every_type where numrange_value -|- '(10.25,)'::numrange)),
  ('lower', array(select every_type_id from public.every_type where lower(numrange_value) > '0.5')),
  ('upper', array(select every_type_id from public.every_type where upper(numrange_value) <= '10.3')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(numrange_value))),
  ('missing', array(select every_type_id from public.every_type where numrange_value is null))
) as expected (behaviour, keys)
