select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('among', array(select every_type_id from public.every_type where int4range_value in ('[1,10)', 'empty'))),
  ('notAmong', array(select every_type_id from public.every_type where daterange_value <> '[2024-01-01,2024-02-01)')),
  ('greater', array(select every_type_id from public.every_type where int8range_value > '[1,2)')),
  ('less', array(select every_type_id from public.every_type where float_range_value < '[0.5,1.5]')),
  ('distinct', array(select every_type_id from public.every_type where int4range_value is distinct from '[1,10)')),
  ('notDistinctFromNull', array(select every_type_id from public.every_type where numrange_value is null)),
  ('multirangesAmong', array(select every_type_id from public.every_type where int4multirange_value in ('{[1,3),[5,7)}', '{}'))),
  ('multirangesUpTo', array(select every_type_id from public.every_type where datemultirange_value <= '{[2024-01-01,2024-01-03)}'))
) as expected (behaviour, keys)
