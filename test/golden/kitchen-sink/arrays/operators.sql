select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where int4_array = '{1,2,3}')),
  ('equalWithNull', array(select every_type_id from public.every_type where text_array = array['', null, 'NULL'])),
  ('equalIgnoresLowerBounds', array(select every_type_id from public.every_type where label = 'not a number')),
  ('notEqual', array(select every_type_id from public.every_type where int4_array <> '{1,2,3}')),
  ('has', array(select every_type_id from public.every_type where 'one' = any (text_array))),
  ('contains', array(select every_type_id from public.every_type where int8_array @> '{9007199254740993,-1}')),
  ('containsNothing', array(select every_type_id from public.every_type where int4_array is not null)),
  ('containedBy', array(select every_type_id from public.every_type where numeric_array <@ '{1.1,2.2,5}')),
  ('overlaps', array(select every_type_id from public.every_type where date_array && '{2024-12-31,infinity}')),
  ('enums', array(select every_type_id from public.every_type where 'sad' = any (enum_array))),
  ('domains', array(select every_type_id from public.every_type where 2 = any (domain_array))),
  ('domainList', array(select every_type_id from public.every_type where domain_list::int[] @> '{3}')),
  ('bytes', array(select every_type_id from public.every_type where '\x00ff'::bytea = any (bytea_array))),
  ('json', array(select every_type_id from public.every_type where '{"a": 1}'::jsonb = any (jsonb_array))),
  ('quoting', array(select every_type_id from public.every_type where label = 'quotes')),
  ('moments', array(select every_type_id from public.every_type where '2024-01-01 00:00:00+00' = any (timestamptz_array))),
  ('empty', array(select every_type_id from public.every_type where int4_array = '{}')),
  ('notEmpty', array(select every_type_id from public.every_type where cardinality(composite_array) > 0)),
  ('length', array(select every_type_id from public.every_type where cardinality(int4_array) = 2)),
  ('noList', array(select every_type_id from public.every_type where int4_array is null and label like 'n%'))
) as expected (behaviour, keys)
