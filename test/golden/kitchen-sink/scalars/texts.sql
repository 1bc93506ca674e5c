select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where text_value = 'plain text')),
  ('unequal', array(select every_type_id from public.every_type where text_value <> 'plain text')),
  ('among', array(select every_type_id from public.every_type where text_value in ('plain text', 'tango'))),
  ('notAmong', array(select every_type_id from public.every_type where text_value not in ('plain text', 'tango'))),
  ('distinct', array(select every_type_id from public.every_type where text_value is null or text_value <> 'plain text')),
  ('notDistinct', array(select every_type_id from public.every_type where text_value is null)),
  ('missing', array(select every_type_id from public.every_type where text_value is null)),
  ('there', array(select every_type_id from public.every_type where text_value is not null)),
  ('above', array(select every_type_id from public.every_type where text_value > 'NaN')),
  ('atLeast', array(select every_type_id from public.every_type where text_value >= 'plain text')),
  ('below', array(select every_type_id from public.every_type where text_value < 'tango')),
  ('atMost', array(select every_type_id from public.every_type where text_value <= 'plain text')),
  ('between', array(select every_type_id from public.every_type where text_value > 'NaN' and text_value < 'tango')),
  ('varying', array(select every_type_id from public.every_type where varchar_value not in ('varying', ''))),
  ('padded', array(select every_type_id from public.every_type where char_value = 'abc')),
  ('name', array(select every_type_id from public.every_type where name_value <= name 'a_name')),
  ('ofDomain', array(select every_type_id from public.every_type where domain_text::text <> 'in a domain' and domain_text::text > ''))
) as expected (behaviour, keys)
