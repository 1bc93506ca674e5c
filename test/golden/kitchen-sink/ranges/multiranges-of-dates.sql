select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where datemultirange_value = '{[2024-01-01,2024-01-03),[2024-02-01,2024-02-02)}'::datemultirange)),
  ('unequal', array(select every_type_id from public.every_type where datemultirange_value <> '{[2024-01-01,2024-01-03),[2024-02-01,2024-02-02)}'::datemultirange)),
  ('contains', array(select every_type_id from public.every_type where datemultirange_value @> date '2024-02-01')),
  ('containsRange', array(select every_type_id from public.every_type where datemultirange_value @> '{[2024-02-01,2024-02-01]}'::datemultirange)),
  ('containedBy', array(select every_type_id from public.every_type where datemultirange_value <@ '{[2023-12-31,2024-02-03)}'::datemultirange)),
  ('overlaps', array(select every_type_id from public.every_type where datemultirange_value && '{[2024-02-01,)}'::datemultirange)),
  ('leftOf', array(select every_type_id from public.every_type where datemultirange_value << '{[2024-02-03,)}'::datemultirange)),
  ('rightOf', array(select every_type_id from public.every_type where datemultirange_value >> '{(,2023-12-31)}'::datemultirange)),
  ('adjacent', array(select every_type_id from public.every_type where datemultirange_value -|- '{[2024-02-02,)}'::datemultirange)),
  ('lower', array(select every_type_id from public.every_type where lower(datemultirange_value) > '2023-12-31')),
  ('upper', array(select every_type_id from public.every_type where upper(datemultirange_value) <= '2024-02-03')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(datemultirange_value))),
  ('empty', array(select every_type_id from public.every_type where isempty(datemultirange_value))),
  ('missing', array(select every_type_id from public.every_type where datemultirange_value is null))
) as expected (behaviour, keys)
