select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('empty', array(select every_type_id from public.every_type where cardinality(range_array) = 0)),
  ('three', array(select every_type_id from public.every_type where cardinality(range_array) = 3)),
  ('composites', array(select every_type_id from public.every_type where cardinality(composite_array) in (1, 2))),
  ('missing', array(select every_type_id from public.every_type where composite_array is null))
) as expected (behaviour, keys)
