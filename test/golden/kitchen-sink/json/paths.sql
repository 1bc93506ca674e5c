select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('number', array(select every_type_id from public.every_type where (jsonb_value #>> '{a,1}')::numeric = 2.5)),
  ('exactNumber', array(select every_type_id from public.every_type where label = 'highest')),
  ('boolean', array(select every_type_id from public.every_type where jsonb_value #>> '{a,3,deep}' = 'true')),
  ('string', array(select every_type_id from public.every_type where jsonb_value = '"text"')),
  ('ofAnotherKind', array(select every_type_id from public.every_type where false)),
  ('exists', array(select every_type_id from public.every_type where jsonb_value #> '{a,2}' is not null)),
  ('fromTheEnd', array(select every_type_id from public.every_type where jsonb_value #> '{a,-1,deep}' is not null)),
  ('nothing', array(select every_type_id from public.every_type where label = 'lowest')),
  ('plainJson', array(select every_type_id from public.every_type where label = 'highest')),
  ('hostile', array(select every_type_id from public.every_type where false))
) as expected (behaviour, keys)
