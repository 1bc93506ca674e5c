select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where tsrange_value = '[2024-01-01 00:00:00,2024-01-02 12:30:00)'::tsrange)),
  ('unequal', array(select every_type_id from public.every_type where tsrange_value <> '[2024-01-01 00:00:00,2024-01-02 12:30:00)'::tsrange)),
  ('contains', array(select every_type_id from public.every_type where tsrange_value @> timestamp '2024-01-02 12:29:59.999999')),
  ('containsRange', array(select every_type_id from public.every_type where tsrange_value @> '[2024-01-02 12:29:59.999999,2024-01-02 12:29:59.999999]'::tsrange)),
  ('containedBy', array(select every_type_id from public.every_type where tsrange_value <@ '[2023-12-31 00:00:00,2025-01-01 00:00:00)'::tsrange)),
  ('overlaps', array(select every_type_id from public.every_type where tsrange_value && '[2024-01-02 12:29:59.999999,)'::tsrange)),
  ('leftOf', array(select every_type_id from public.every_type where tsrange_value << '[2025-01-01 00:00:00,)'::tsrange)),
  ('rightOf', array(select every_type_id from public.every_type where tsrange_value >> '(,2023-12-31 00:00:00)'::tsrange)),
  ('adjacent', array(select every_type_id from public.every_type where tsrange_value -|- '[2024-01-02 12:30:00,)'::tsrange)),
  ('lower', array(select every_type_id from public.every_type where lower(tsrange_value) > '2023-12-31 00:00:00')),
  ('upper', array(select every_type_id from public.every_type where upper(tsrange_value) <= '2025-01-01 00:00:00')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(tsrange_value))),
  ('missing', array(select every_type_id from public.every_type where tsrange_value is null))
) as expected (behaviour, keys)
