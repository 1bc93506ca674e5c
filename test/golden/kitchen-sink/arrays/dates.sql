select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where date_array = array['2024-01-01', '2024-12-31']::date[])),
  ('unequal', array(select every_type_id from public.every_type where date_array <> array['2024-01-01', '2024-12-31']::date[])),
  ('has', array(select every_type_id from public.every_type where '2024-01-01' = any (date_array))),
  ('contains', array(select every_type_id from public.every_type where date_array @> array['2024-12-31', '2024-01-01']::date[])),
  ('containedBy', array(select every_type_id from public.every_type where date_array <@ array['infinity', '2024-01-01', '2024-12-31']::date[])),
  ('overlaps', array(select every_type_id from public.every_type where date_array && array['infinity', '2024-12-31']::date[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(date_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(date_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where date_array is null))
) as expected (behaviour, keys)
