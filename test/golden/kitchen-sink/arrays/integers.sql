select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int4_array = array[1, 2, 3]::int[])),
  ('unequal', array(select every_type_id from public.every_type where int4_array <> array[1, 2, 3]::int[])),
  ('has', array(select every_type_id from public.every_type where 1 = any (int4_array))),
  ('contains', array(select every_type_id from public.every_type where int4_array @> array[2, 1]::int[])),
  ('containedBy', array(select every_type_id from public.every_type where int4_array <@ array[3, 1, 2]::int[])),
  ('overlaps', array(select every_type_id from public.every_type where int4_array && array[3, 2]::int[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(int4_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(int4_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where int4_array is null))
) as expected (behaviour, keys)
