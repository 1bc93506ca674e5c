select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int8_array = array[9007199254740993, -1]::bigint[])),
  ('unequal', array(select every_type_id from public.every_type where int8_array <> array[9007199254740993, -1]::bigint[])),
  ('has', array(select every_type_id from public.every_type where -1 = any (int8_array))),
  ('contains', array(select every_type_id from public.every_type where int8_array @> array[9007199254740993, -1]::bigint[])),
  ('containedBy', array(select every_type_id from public.every_type where int8_array <@ array[0, -1, 9007199254740993]::bigint[])),
  ('overlaps', array(select every_type_id from public.every_type where int8_array && array[0, 9007199254740993]::bigint[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(int8_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(int8_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where int8_array is null))
) as expected (behaviour, keys)
