select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('rangesFrom', array(select every_type_id from public.every_type where int4range_value >= '[1,10)')),
  ('rangesUpTo', array(select every_type_id from public.every_type where int4range_value <= '[1,10)')),
  ('multirangesNotAmong', array(select every_type_id from public.every_type where int4multirange_value not in ('{[1,3),[5,7)}', '{}'))),
  ('multirangesDistinct', array(select every_type_id from public.every_type where int4multirange_value is distinct from '{[1,3),[5,7)}')),
  ('multirangesNotDistinct', array(select every_type_id from public.every_type where int4multirange_value is not distinct from '{[1,3),[5,7)}')),
  ('multirangesGreater', array(select every_type_id from public.every_type where int4multirange_value > '{}')),
  ('multirangesFrom', array(select every_type_id from public.every_type where int4multirange_value >= '{[1,3)}')),
  ('multirangesLess', array(select every_type_id from public.every_type where int4multirange_value < '{[1,4)}')),
  ('listsFrom', array(select every_type_id from public.every_type where int4_array >= '{1,2,3}')),
  ('listsLess', array(select every_type_id from public.every_type where int4_array < '{1,2,4}'))
) as expected (behaviour, keys)
