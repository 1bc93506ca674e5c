select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('stemmed', array(select every_type_id from public.every_type where tsvector_value @@ plainto_tsquery('english', 'cats'))),
  ('notStemmed', array(select every_type_id from public.every_type where false)),
  ('distance', array(select every_type_id from public.every_type where label = 'ordinary')),
  ('weight', array(select every_type_id from public.every_type where label = 'ordinary')),
  ('none', array(select every_type_id from public.every_type where label = 'nothing'))
) as expected (behaviour, keys)
