select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where date_value = date '2024-02-29')),
  ('unequal', array(select every_type_id from public.every_type where date_value <> date '2024-02-29')),
  ('among', array(select every_type_id from public.every_type where date_value in (date '2024-02-29', date 'infinity'))),
  ('notAmong', array(select every_type_id from public.every_type where date_value not in (date '2024-02-29', date 'infinity'))),
  ('distinct', array(select every_type_id from public.every_type where date_value is null or date_value <> date '2024-02-29')),
  ('notDistinct', array(select every_type_id from public.every_type where date_value is null)),
  ('missing', array(select every_type_id from public.every_type where date_value is null)),
  ('there', array(select every_type_id from public.every_type where date_value is not null)),
  ('above', array(select every_type_id from public.every_type where date_value > date '-infinity')),
  ('atLeast', array(select every_type_id from public.every_type where date_value >= date '2024-02-29')),
  ('below', array(select every_type_id from public.every_type where date_value < date 'infinity')),
  ('atMost', array(select every_type_id from public.every_type where date_value <= date '2024-02-29')),
  ('between', array(select every_type_id from public.every_type where date_value > date '-infinity' and date_value < date 'infinity')),
  ('ides', array(select every_type_id from public.every_type where date_value in (date '0044-03-15 BC', date '10000-01-01')))
) as expected (behaviour, keys)
