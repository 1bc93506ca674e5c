select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where float_range_value = '[0.5,1.5]'::public.float_range)),
  ('unequal', array(select every_type_id from public.every_type where float_range_value <> '[0.5,1.5]'::public.float_range)),
  ('contains', array(select every_type_id from public.every_type where float_range_value @> 1.5::float8)),
  ('containsRange', array(select every_type_id from public.every_type where float_range_value @> '[1.5,1.5]'::public.float_range)),
  ('containedBy', array(select every_type_id from public.every_type where float_range_value <@ '[0,2)'::public.float_range)),
  ('overlaps', array(select every_type_id from public.every_type where float_range_value && '[1.5,)'::public.float_range)),
  ('leftOf', array(select every_type_id from public.every_type where float_range_value << '[2,)'::public.float_range)),
  ('rightOf', array(select every_type_id from public.every_type where float_range_value >> '(,0)'::public.float_range)),
  ('adjacent', array(select every_type_id from public.every_type where float_range_value -|- '(,0.5)'::public.float_range)),
  ('lower', array(select every_type_id from public.every_type where lower(float_range_value) > '0')),
  ('upper', array(select every_type_id from public.every_type where upper(float_range_value) <= '2')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(float_range_value))),
  ('missing', array(select every_type_id from public.every_type where float_range_value is null))
) as expected (behaviour, keys)
