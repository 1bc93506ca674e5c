select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('inLiterals', array(select every_type_id from public.every_type where label = 'ordinary')),
  ('whole', array(select every_type_id from public.every_type where jsonb_value = '"text"')),
  ('paths', array(select every_type_id from public.every_type where label = 'ordinary'))
) as expected (behaviour, keys)
