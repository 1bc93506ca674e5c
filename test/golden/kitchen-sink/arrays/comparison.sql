select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('among', array(select every_type_id from public.every_type where int4_array = '{1,2,3}' or int4_array = '{7}')),
  ('amongNone', '{}'),
  ('notAmong', array(select every_type_id from public.every_type where int4_array not in ('{1,2,3}', '{}'))),
  ('greater', array(select every_type_id from public.every_type where int4_array[:] > '{1,2}')),
  ('upTo', array(select every_type_id from public.every_type where text_array <= '{one,two}')),
  ('labels', array(select every_type_id from public.every_type where enum_array is not distinct from '{happy,null}'::public.mood[])),
  ('distinct', array(select every_type_id from public.every_type where domain_array::integer[] is distinct from '{1,2}'::integer[])),
  ('distinctFromNull', array(select every_type_id from public.every_type where domain_list is not null))
) as expected (behaviour, keys)
