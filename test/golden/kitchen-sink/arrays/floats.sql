select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where float8_array = array[0.1, 2]::float8[])),
  ('unequal', array(select every_type_id from public.every_type where float8_array <> array[0.1, 2]::float8[])),
  ('has', array(select every_type_id from public.every_type where float8 '0.1' = any (float8_array))),
  ('contains', array(select every_type_id from public.every_type where float8_array @> array[2, float8 '0.1']::float8[])),
  ('containedBy', array(select every_type_id from public.every_type where float8_array <@ array[-3.5, float8 '0.1', 2]::float8[])),
  ('overlaps', array(select every_type_id from public.every_type where float8_array && array[-3.5, 2]::float8[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(float8_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(float8_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where float8_array is null))
) as expected (behaviour, keys)
