select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('composite', array(select every_type_id from public.every_type where label in ('ordinary', 'highest', 'lowest'))),
  ('plain', array(select every_type_id from public.every_type where label in ('nothing', 'minus infinity', 'before Christ', 'year 10000'))),
  ('json', array(select every_type_id from public.every_type where json_value is null)),
  ('point', array(select every_type_id from public.every_type where point_value is not null)),
  ('transaction', array(select every_type_id from public.every_type where xid_value is not null and tsquery_value is not null))
) as expected (behaviour, keys)
