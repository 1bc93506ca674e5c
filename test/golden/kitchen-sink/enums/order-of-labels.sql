select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where mood = 'ok')),
  ('unequal', array(select every_type_id from public.every_type where mood <> 'ok')),
  ('among', array(select every_type_id from public.every_type where mood in ('ok', 'happy'))),
  ('notAmong', array(select every_type_id from public.every_type where mood not in ('ok', 'happy'))),
  ('distinct', array(select every_type_id from public.every_type where mood is null or mood <> 'ok')),
  ('notDistinct', array(select every_type_id from public.every_type where mood is null)),
  ('missing', array(select every_type_id from public.every_type where mood is null)),
  ('there', array(select every_type_id from public.every_type where mood is not null)),
  ('above', array(select every_type_id from public.every_type where mood > 'sad')),
  ('atLeast', array(select every_type_id from public.every_type where mood >= 'ok')),
  ('below', array(select every_type_id from public.every_type where mood < 'happy')),
  ('atMost', array(select every_type_id from public.every_type where mood <= 'ok')),
  ('between', array(select every_type_id from public.every_type where mood > 'sad' and mood < 'happy')),
  ('ofDomain', array(select every_type_id from public.every_type where domain_mood::public.mood = 'ok')),
  ('oddLabels', array(select every_type_id from public.every_type where odd_label::text in ('UPPER', 'upper'))),
  ('noLabel', array(select every_type_id from public.every_type where odd_label is null))
) as expected (behaviour, keys)
