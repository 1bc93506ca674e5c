select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where tstzrange_value = '[2024-01-01 00:00:00+00,2024-01-02 12:30:00+00)'::tstzrange)),
  ('unequal', array(select every_type_id from public.every_type where tstzrange_value <> '[2024-01-01 00:00:00+00,2024-01-02 12:30:00+00)'::tstzrange)),
  ('contains', array(select every_type_id from public.every_type where tstzrange_value @> timestamptz '2024-01-02 12:00:00+00')),
  ('containsRange', array(select every_type_id from public.every_type where tstzrange_value @> '[2024-01-02 12:00:00+00,2024-01-02 12:00:00+00]'::tstzrange)),
  ('containedBy', array(select every_type_id from public.every_type where tstzrange_value <@ '[2023-12-31 00:00:00+00,2025-01-01 00:00:00+00)'::tstzrange)),
  ('overlaps', array(select every_type_id from public.every_type where tstzrange_value && '[2024-01-02 12:00:00+00,)'::tstzrange)),
  ('leftOf', array(select every_type_id from public.every_type where tstzrange_value << '[2025-01-01 00:00:00+00,)'::tstzrange)),
  ('rightOf', array(select every_type_id from public.every_type where tstzrange_value >> '(,2023-12-31 00:00:00+00)'::tstzrange)),
  ('adjacent', array(select every_type_id from public.every_type where tstzrange_value -|- '[2024-01-02 12:30:00+00,)'::tstzrange)),
  ('lower', array(select every_type_id from public.every_type where lower(tstzrange_value) > '2023-12-31 00:00:00+00')),
  ('upper', array(select every_type_id from public.every_type where upper(tstzrange_value) <= '2025-01-01 00:00:00+00')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(tstzrange_value))),
  ('missing', array(select every_type_id from public.every_type where tstzrange_value is null))
) as expected (behaviour, keys)
