select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where label = 'ordinary')),
  ('notEqual', array(select every_type_id from public.every_type where jsonb_value <> '"text"' and label in ('ordinary', 'minus infinity', 'nothing'))),
  ('contains', array(select every_type_id from public.every_type where jsonb_value @> '{"a": [{"deep": true}]}')),
  ('containedBy', array(select every_type_id from public.every_type where jsonb_value <@ '{}')),
  ('hasKey', array(select every_type_id from public.every_type where jsonb_value ? 'exact')),
  ('hasKeyWithQuestionMark', array(select every_type_id from public.every_type where jsonb_value ? '?')),
  ('hasAny', array(select every_type_id from public.every_type where jsonb_value ?| array['🚲', '</script>', 'none'])),
  ('hasAll', array(select every_type_id from public.every_type where jsonb_value ?& array['big', 'exact'])),
  ('none', array(select every_type_id from public.every_type where jsonb_value is null))
) as expected (behaviour, keys)
