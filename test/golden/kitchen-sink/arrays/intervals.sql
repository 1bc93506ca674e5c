select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where interval_array = array['1 day', '02:03:04']::interval[])),
  ('unequal', array(select every_type_id from public.every_type where interval_array <> array['1 day', '02:03:04']::interval[])),
  ('has', array(select every_type_id from public.every_type where '24 hours' = any (interval_array))),
  ('contains', array(select every_type_id from public.every_type where interval_array @> array['02:03:04', '24 hours']::interval[])),
  ('containedBy', array(select every_type_id from public.every_type where interval_array <@ array['1 month', '24 hours', '02:03:04']::interval[])),
  ('overlaps', array(select every_type_id from public.every_type where interval_array && array['1 month', '02:03:04']::interval[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(interval_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(interval_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where interval_array is null))
) as expected (behaviour, keys)
