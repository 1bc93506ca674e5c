select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where bool_array = array[true, false]::boolean[])),
  ('unequal', array(select every_type_id from public.every_type where bool_array <> array[true, false]::boolean[])),
  ('has', array(select every_type_id from public.every_type where true = any (bool_array))),
  ('contains', array(select every_type_id from public.every_type where bool_array @> array[false, true]::boolean[])),
  ('containedBy', array(select every_type_id from public.every_type where bool_array <@ array[false, true, false]::boolean[])),
  ('overlaps', array(select every_type_id from public.every_type where bool_array && array[false, false]::boolean[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(bool_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(bool_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where bool_array is null))
) as expected (behaviour, keys)
