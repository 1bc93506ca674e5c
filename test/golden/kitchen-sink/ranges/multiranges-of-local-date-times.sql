select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where tsmultirange_value = '{[2024-01-01 00:00:00,2024-01-02 00:00:00)}'::tsmultirange)),
  ('unequal', array(select every_type_id from public.every_type where tsmultirange_value <> '{[2024-01-01 00:00:00,2024-01-02 00:00:00)}'::tsmultirange)),
  ('contains', array(select every_type_id from public.every_type where tsmultirange_value @> timestamp '2024-01-01 12:00:00')),
  ('containsRange', array(select every_type_id from public.every_type where tsmultirange_value @> '{[2024-01-01 12:00:00,2024-01-01 12:00:00]}'::tsmultirange)),
  ('containedBy', array(select every_type_id from public.every_type where tsmultirange_value <@ '{[2023-12-31 00:00:00,2025-01-01 00:00:00)}'::tsmultirange)),
  ('overlaps', array(select every_type_id from public.every_type where tsmultirange_value && '{[2024-01-01 12:00:00,)}'::tsmultirange)),
  ('leftOf', array(select every_type_id from public.every_type where tsmultirange_value << '{[2025-01-01 00:00:00,)}'::tsmultirange)),
  ('rightOf', array(select every_type_id from public.every_type where tsmultirange_value >> '{(,2023-12-31 00:00:00)}'::tsmultirange)),
  ('adjacent', array(select every_type_id from public.every_type where tsmultirange_value -|- '{[2024-01-02 00:00:00,)}'::tsmultirange)),
  ('lower', array(select every_type_id from public.every_type where lower(tsmultirange_value) > '2023-12-31 00:00:00')),
  ('upper', array(select every_type_id from public.every_type where upper(tsmultirange_value) <= '2025-01-01 00:00:00')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(tsmultirange_value))),
  ('empty', array(select every_type_id from public.every_type where isempty(tsmultirange_value))),
  ('missing', array(select every_type_id from public.every_type where tsmultirange_value is null))
) as expected (behaviour, keys)
