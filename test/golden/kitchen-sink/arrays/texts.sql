select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where text_array = array['one', 'two']::text[])),
  ('unequal', array(select every_type_id from public.every_type where text_array <> array['one', 'two']::text[])),
  ('has', array(select every_type_id from public.every_type where 'one' = any (text_array))),
  ('contains', array(select every_type_id from public.every_type where text_array @> array['two', 'one']::text[])),
  ('containedBy', array(select every_type_id from public.every_type where text_array <@ array['it''s', 'one', 'two']::text[])),
  ('overlaps', array(select every_type_id from public.every_type where text_array && array['it''s', 'two']::text[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(text_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(text_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where text_array is null))
) as expected (behaviour, keys)
