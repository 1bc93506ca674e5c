select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where jsonb_array = array['{"a": 1}', '[2]']::jsonb[])),
  ('unequal', array(select every_type_id from public.every_type where jsonb_array <> array['{"a": 1}', '[2]']::jsonb[])),
  ('has', array(select every_type_id from public.every_type where '{"a": 1}'::jsonb = any (jsonb_array))),
  ('contains', array(select every_type_id from public.every_type where jsonb_array @> array['[2]', '{"a": 1}'::jsonb]::jsonb[])),
  ('containedBy', array(select every_type_id from public.every_type where jsonb_array <@ array['"text"', '{"a": 1}'::jsonb, '[2]']::jsonb[])),
  ('overlaps', array(select every_type_id from public.every_type where jsonb_array && array['"text"', '[2]']::jsonb[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(jsonb_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(jsonb_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where jsonb_array is null))
) as expected (behaviour, keys)
