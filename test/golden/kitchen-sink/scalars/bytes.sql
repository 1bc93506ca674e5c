select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where bytea_value = '\xdeadbeef'::bytea)),
  ('unequal', array(select every_type_id from public.every_type where bytea_value <> '\xdeadbeef'::bytea)),
  ('among', array(select every_type_id from public.every_type where bytea_value in ('\xdeadbeef'::bytea, '\xffffff'::bytea))),
  ('notAmong', array(select every_type_id from public.every_type where bytea_value not in ('\xdeadbeef'::bytea, '\xffffff'::bytea))),
  ('distinct', array(select every_type_id from public.every_type where bytea_value is null or bytea_value <> '\xdeadbeef'::bytea)),
  ('notDistinct', array(select every_type_id from public.every_type where bytea_value is null)),
  ('missing', array(select every_type_id from public.every_type where bytea_value is null)),
  ('there', array(select every_type_id from public.every_type where bytea_value is not null)),
  ('above', array(select every_type_id from public.every_type where bytea_value > ''::bytea)),
  ('atLeast', array(select every_type_id from public.every_type where bytea_value >= '\xdeadbeef'::bytea)),
  ('below', array(select every_type_id from public.every_type where bytea_value < '\xffffff'::bytea)),
  ('atMost', array(select every_type_id from public.every_type where bytea_value <= '\xdeadbeef'::bytea)),
  ('between', array(select every_type_id from public.every_type where bytea_value > ''::bytea and bytea_value < '\xffffff'::bytea))
) as expected (behaviour, keys)
