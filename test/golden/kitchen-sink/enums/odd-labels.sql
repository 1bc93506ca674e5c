select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where odd_label = 'in progress')),
  ('notEqual', array(select every_type_id from public.every_type where odd_label <> '2nd' and mood = 'ok')),
  ('among', array(select every_type_id from public.every_type where odd_label in ('🚲', '', 'true', '''quoted"'))),
  ('amongNone', array(select every_type_id from public.every_type where odd_label not in ('null', 'UPPER'))),
  ('ofVariable', array(select every_type_id from public.every_type where odd_label in ('a-b', 'ünï'))),
  ('byOrderOfLabels', array(select every_type_id from public.every_type where odd_label > 'UPPER' and odd_label <= 'a-b')),
  ('distinct', array(select every_type_id from public.every_type where odd_label is distinct from 'upper' and mood is null)),
  ('notDistinct', array(select every_type_id from public.every_type where odd_label = '__typename')),
  ('domain', array(select every_type_id from public.every_type where domain_mood::public.mood = 'happy'))
) as expected (behaviour, keys)
