select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where bytea_array = array['\x00ff'::bytea]::bytea[])),
  ('unequal', array(select every_type_id from public.every_type where bytea_array <> array['\x00ff'::bytea]::bytea[])),
  ('has', array(select every_type_id from public.every_type where '\x00ff'::bytea = any (bytea_array))),
  ('contains', array(select every_type_id from public.every_type where bytea_array @> array['\x00ff'::bytea, '\x00ff'::bytea]::bytea[])),
  ('containedBy', array(select every_type_id from public.every_type where bytea_array <@ array[''::bytea, '\x00ff'::bytea, '\x00ff'::bytea]::bytea[])),
  ('overlaps', array(select every_type_id from public.every_type where bytea_array && array[''::bytea, '\x00ff'::bytea]::bytea[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(bytea_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(bytea_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where bytea_array is null))
) as expected (behaviour, keys)
