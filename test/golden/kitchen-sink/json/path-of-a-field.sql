select json_build_object('everyTypes', json_build_object('nodes', json_agg(json_build_object(
  'whole', jsonb_value,
  'number', jsonb_value -> 'a' -> 1,
  'deep', jsonb_value -> 'a' -> 3,
  'all', jsonb_value,
  'plain', json_value -> 'exact',
  'hostile', null
) order by every_type_id)))
from public.every_type
where label in ('ordinary', 'nothing', 'highest')
