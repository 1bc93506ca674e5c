select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where tstzmultirange_value = '{[2024-01-01 00:00:00+00,2024-01-02 00:00:00+00)}'::tstzmultirange)),
  ('unequal', array(select every_type_id from public.every_type where tstzmultirange_value <> '{[2024-01-01 00:00:00+00,2024-01-02 00:00:00+00)}'::tstzmultirange)),
  ('contains', array(select every_type_id from public.every_type where tstzmultirange_value @> timestamptz '2024-01-01 12:00:00+00')),
  ('containsRange', array(select every_type_id from public.every_type where tstzmultirange_value @> '{[2024-01-01 12:00:00+00,2024-01-01 12:00:00+00]}'::tstzmultirange)),
  ('containedBy', array(select every_type_id from public.every_type where tstzmultirange_value <@ '{[2023-12-31 00:00:00+00,2025-01-01 00:00:00+00)}'::tstzmultirange)),
  ('overlaps', array(select every_type_id from public.every_type where tstzmultirange_value && '{[2024-01-01 12:00:00+00,)}'::tstzmultirange)),
  ('leftOf', array(select every_type_id from public.every_type where tstzmultirange_value << '{[2025-01-01 00:00:00+00,)}'::tstzmultirange)),
  ('rightOf', array(select every_type_id from public.every_type where tstzmultirange_value >> '{(,2023-12-31 00:00:00+00)}'::tstzmultirange)),
  ('adjacent', array(select every_type_id from public.every_type where tstzmultirange_value -|- '{[2024-01-02 00:00:00+00,)}'::tstzmultirange)),
  ('lower', array(select every_type_id from public.every_type where lower(tstzmultirange_value) > '2023-12-31 00:00:00+00')),
  ('upper', array(select every_type_id from public.every_type where upper(tstzmultirange_value) <= '2025-01-01 00:00:00+00')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(tstzmultirange_value))),
  ('empty', array(select every_type_id from public.every_type where isempty(tstzmultirange_value))),
  ('missing', array(select every_type_id from public.every_type where tstzmultirange_value is null))
) as expected (behaviour, keys)
