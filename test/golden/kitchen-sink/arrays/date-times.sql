select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where timestamptz_array = array['2024-01-01 00:00:00+00']::timestamptz[])),
  ('unequal', array(select every_type_id from public.every_type where timestamptz_array <> array['2024-01-01 00:00:00+00']::timestamptz[])),
  ('has', array(select every_type_id from public.every_type where '2024-01-01 00:00:00+00' = any (timestamptz_array))),
  ('contains', array(select every_type_id from public.every_type where timestamptz_array @> array['2024-01-01 00:00:00+00', '2024-01-01 00:00:00+00']::timestamptz[])),
  ('containedBy', array(select every_type_id from public.every_type where timestamptz_array <@ array['-infinity', '2024-01-01 00:00:00+00', '2024-01-01 00:00:00+00']::timestamptz[])),
  ('overlaps', array(select every_type_id from public.every_type where timestamptz_array && array['-infinity', '2024-01-01 00:00:00+00']::timestamptz[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(timestamptz_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(timestamptz_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where timestamptz_array is null))
) as expected (behaviour, keys)
