select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where uuid_value = uuid '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11')),
  ('unequal', array(select every_type_id from public.every_type where uuid_value <> uuid '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11')),
  ('among', array(select every_type_id from public.every_type where uuid_value in (uuid '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11', uuid 'ffffffff-ffff-ffff-ffff-ffffffffffff'))),
  ('notAmong', array(select every_type_id from public.every_type where uuid_value not in (uuid '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11', uuid 'ffffffff-ffff-ffff-ffff-ffffffffffff'))),
  ('distinct', array(select every_type_id from public.every_type where uuid_value is null or uuid_value <> uuid '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11')),
  ('notDistinct', array(select every_type_id from public.every_type where uuid_value is null)),
  ('missing', array(select every_type_id from public.every_type where uuid_value is null)),
  ('there', array(select every_type_id from public.every_type where uuid_value is not null)),
  ('above', array(select every_type_id from public.every_type where uuid_value > uuid '00000000-0000-0000-0000-000000000000')),
  ('atLeast', array(select every_type_id from public.every_type where uuid_value >= uuid '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11')),
  ('below', array(select every_type_id from public.every_type where uuid_value < uuid 'ffffffff-ffff-ffff-ffff-ffffffffffff')),
  ('atMost', array(select every_type_id from public.every_type where uuid_value <= uuid '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11')),
  ('between', array(select every_type_id from public.every_type where uuid_value > uuid '00000000-0000-0000-0000-000000000000' and uuid_value < uuid 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
) as expected (behaviour, keys)
