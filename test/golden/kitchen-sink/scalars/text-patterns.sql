select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('like', array(select every_type_id from public.every_type where right(text_value, 4) = 'text')),
  ('likeOneCharacter', array(select every_type_id from public.every_type where text_value = 'NaN')),
  ('likeEscaped', array(select every_type_id from public.every_type where strpos(text_value, '%s') > 0)),
  ('ilike', array(select every_type_id from public.every_type where upper(left(text_value, 5)) = 'PLAIN')),
  ('startsWith', array(select every_type_id from public.every_type where left(text_value, 9) = '</script>')),
  ('startsWithInsensitive', array(select every_type_id from public.every_type where upper(left(text_value, 2)) = 'NA')),
  ('endsWith', array(select every_type_id from public.every_type where right(text_value, 8) = 'Infinity')),
  ('endsWithInsensitive', array(select every_type_id from public.every_type where upper(right(text_value, 3)) = '10K')),
  ('contains', array(select every_type_id from public.every_type where strpos(text_value, '%s $1 :x ? --') > 0)),
  ('containsBackslash', array(select every_type_id from public.every_type where strpos(text_value, E'\\u0041') > 0)),
  ('containsInsensitive', array(select every_type_id from public.every_type where strpos(upper(text_value), 'N TEX') > 0)),
  ('containsUnderscore', array(select every_type_id from public.every_type where strpos(name_value::text, '_') > 0)),
  ('containsNothing', array(select every_type_id from public.every_type where varchar_value is not null))
) as expected (behaviour, keys)
