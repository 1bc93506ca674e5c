select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where nummultirange_value = '{[0.5,1.5]}'::nummultirange)),
  ('unequal', array(select every_type_id from public.every_type where nummultirange_value <> '{[0.5,1.5]}'::nummultirange)),
  ('contains', array(select every_type_id from public.every_type where nummultirange_value @> 1.5)),
  ('containsRange', array(select every_type_id from public.every_type where nummultirange_value @> '{[1.5,1.5]}'::nummultirange)),
  ('containedBy', array(select every_type_id from public.every_type where nummultirange_value <@ '{[0.4,1.6)}'::nummultirange)),
  ('overlaps', array(select every_type_id from public.every_type where nummultirange_value && '{[1.5,)}'::nummultirange)),
  ('leftOf', array(select every_type_id from public.every_type where nummultirange_value << '{[1.6,)}'::nummultirange)),
  ('rightOf', array(select every_type_id from public.every_type where nummultirange_value >> '{(,0.4)}'::nummultirange)),
  ('adjacent', array(select every_type_id from public.every_type where nummultirange_value -|- '{(1.5,)}'::nummultirange)),
  ('lower', array(select every_type_id from public.every_type where lower(nummultirange_value) > '0.4')),
  ('upper', array(select every_type_id from public.every_type where upper(nummultirange_value) <= '1.6')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(nummultirange_value))),
  ('empty', array(select every_type_id from public.every_type where isempty(nummultirange_value))),
  ('missing', array(select every_type_id from public.every_type where nummultirange_value is null))
) as expected (behaviour, keys)
