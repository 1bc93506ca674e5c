select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where enum_array = array['happy', 'sad']::public.mood[])),
  ('unequal', array(select every_type_id from public.every_type where enum_array <> array['happy', 'sad']::public.mood[])),
  ('has', array(select every_type_id from public.every_type where 'happy' = any (enum_array))),
  ('contains', array(select every_type_id from public.every_type where enum_array @> array['sad', 'happy']::public.mood[])),
  ('containedBy', array(select every_type_id from public.every_type where enum_array <@ array['ok', 'happy', 'sad']::public.mood[])),
  ('overlaps', array(select every_type_id from public.every_type where enum_array && array['ok', 'sad']::public.mood[])),
  ('empty', array(select every_type_id from public.every_type where cardinality(enum_array) = 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(enum_array) >= 1)),
  ('missing', array(select every_type_id from public.every_type where enum_array is null))
) as expected (behaviour, keys)
