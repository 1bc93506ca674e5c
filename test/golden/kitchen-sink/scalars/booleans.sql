select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where bool_value = true)),
  ('unequal', array(select every_type_id from public.every_type where bool_value <> true)),
  ('among', array(select every_type_id from public.every_type where bool_value in (true, false))),
  ('notAmong', array(select every_type_id from public.every_type where not bool_value)),
  ('distinct', array(select every_type_id from public.every_type where bool_value is null or bool_value <> true)),
  ('notDistinct', array(select every_type_id from public.every_type where bool_value is null)),
  ('missing', array(select every_type_id from public.every_type where bool_value is null)),
  ('there', array(select every_type_id from public.every_type where bool_value is not null))
) as expected (behaviour, keys)
