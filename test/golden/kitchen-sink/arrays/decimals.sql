select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where numeric_array = array[1.1, 2.20]::numeric[])),
  ('unequal', array(select every_type_id from public.every_type where numeric_array <> array[1.1, 2.20]::numeric[])),
  ('has', array(select every_type_id from public.every_type where 1.1 = any (numeric_array))),
  ('contains', array(select every_type_id from public.every_type where numeric_array @> array[2.2, 1.1]::numeric[])),
  ('containedBy', array(select every_type_id from public.every_type where numeric_array <@ array['NaN', 1.1, 2.2]::numeric[])),
  ('overlaps', array(select every_type_id from public.every_type where numeric_array && array['NaN', 2.2]::numeric[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(numeric_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(numeric_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where numeric_array is null))
) as expected (behaviour, keys)
