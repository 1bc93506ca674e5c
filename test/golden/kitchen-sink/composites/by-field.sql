select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('attribute', array(select every_type_id from public.every_type where (composite_value).amount > 5 and (composite_value).title like 'ti%')),
  ('nested', array(select every_type_id from public.every_type where ((rich_value).inner_value).amount < 0.1)),
  ('everyKind', array(select every_type_id from public.every_type where label = 'ordinary')),
  ('domain', array(select every_type_id from public.every_type where (domain_composite).title = 'checked')),
  ('nullAttribute', array(select every_type_id from public.every_type where (composite_value).happened_at is null and (composite_value).title is not null)),
  ('rowOfNullsIsAValue', array(select every_type_id from public.every_type where label = 'lowest')),
  ('none', array(select every_type_id from public.every_type where label = 'nothing'))
) as expected (behaviour, keys)
