select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int4multirange_value = '{[1,3),[5,7)}')),
  ('contains', array(select every_type_id from public.every_type where int4multirange_value @> 5)),
  ('gap', array(select every_type_id from public.every_type where int4multirange_value @> 3)),
  ('containsRange', array(select every_type_id from public.every_type where int8multirange_value @> int8range(2, 3))),
  ('containedBy', array(select every_type_id from public.every_type where datemultirange_value <@ '{[2024-01-01,2024-03-01)}')),
  ('overlaps', array(select every_type_id from public.every_type where tsmultirange_value && '{[2030-01-01,)}')),
  ('leftOf', array(select every_type_id from public.every_type where nummultirange_value << '{[2,)}')),
  ('lower', array(select every_type_id from public.every_type where lower(tstzmultirange_value) = '2024-01-01 00:00:00+00' and upper(tstzmultirange_value) is null)),
  ('empty', array(select every_type_id from public.every_type where isempty(nummultirange_value)))
) as expected (behaviour, keys)
