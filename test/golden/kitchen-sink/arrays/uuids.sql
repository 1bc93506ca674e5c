select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where uuid_array = array['2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11']::uuid[])),
  ('unequal', array(select every_type_id from public.every_type where uuid_array <> array['2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11']::uuid[])),
  ('has', array(select every_type_id from public.every_type where '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11' = any (uuid_array))),
  ('contains', array(select every_type_id from public.every_type where uuid_array @> array['2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11', '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11']::uuid[])),
  ('containedBy', array(select every_type_id from public.every_type where uuid_array <@ array['ffffffff-ffff-ffff-ffff-ffffffffffff', '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11', '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11']::uuid[])),
  ('overlaps', array(select every_type_id from public.every_type where uuid_array && array['ffffffff-ffff-ffff-ffff-ffffffffffff', '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11']::uuid[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(uuid_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(uuid_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where uuid_array is null))
) as expected (behaviour, keys)
