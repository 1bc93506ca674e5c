select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('containsAddress', array(select every_type_id from public.every_type where cidr_value >> '192.0.2.7'::inet)),
  ('containsItself', array(select every_type_id from public.every_type where cidr_value >> '192.0.2.0/24')),
  ('containsOrEquals', array(select every_type_id from public.every_type where cidr_value >>= '192.0.2.0/24')),
  ('containedBy', array(select every_type_id from public.every_type where inet_value << '192.0.0.0/16')),
  ('containedByOrEquals', array(select every_type_id from public.every_type where inet_value <<= '0.0.0.0/0')),
  ('overlaps', array(select every_type_id from public.every_type where inet_value && '192.0.2.128/25')),
  ('order', array(select every_type_id from public.every_type where inet_value > '192.0.2.0')),
  ('among', array(select every_type_id from public.every_type where cidr_value in ('::/0', '192.0.2.0/24')))
) as expected (behaviour, keys)
