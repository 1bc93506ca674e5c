select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where daterange_value = '[2024-01-01,2024-01-31]'::daterange)),
  ('unequal', array(select every_type_id from public.every_type where daterange_value <> '[2024-01-01,2024-01-31]'::daterange)),
  ('contains', array(select every_type_id from public.every_type where daterange_value @> date '2024-01-31')),
  ('containsRange', array(select every_type_id from public.every_type where daterange_value @> '[2024-01-31,2024-01-31]'::daterange)),
  ('containedBy', array(select every_type_id from public.every_type where daterange_value <@ '[2023-12-31,2024-02-02)'::daterange)),
  ('overlaps', array(select every_type_id from public.every_type where daterange_value && '[2024-01-31,)'::daterange)),
  ('leftOf', array(select every_type_id from public.every_type where daterange_value << '[2024-02-02,)'::daterange)),
  ('rightOf', array(select every_type_id from public.every_type where daterange_value >> '(,2023-12-31)'::daterange)),
  ('adjacent', array(select every_type_id from public.every_type where daterange_value -|- '(,2024-01-01)'::daterange)),
  ('lower', array(select every_type_id from public.every_type where lower(daterange_value) > '2023-12-31')),
  ('upper', array(select every_type_id from public.every_type where upper(daterange_value) <= '2024-02-02')),
  ('notEmpty', array(select every_type_id from public.every_type where not isempty(daterange_value))),
  ('missing', array(select every_type_id from public.every_type where daterange_value is null))
) as expected (behaviour, keys)
