select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('money', array(select every_type_id from public.every_type where money_value::numeric = 12.34)),
  ('moneyAmong', array(select every_type_id from public.every_type where money_value::numeric in (12.34, 92233720368547758.07))),
  ('oid', array(select every_type_id from public.every_type where oid_value > 1259)),
  ('lsn', array(select every_type_id from public.every_type where pg_lsn_value >= '16/B374D848')),
  ('xid8', array(select every_type_id from public.every_type where xid8_value in ('4294967297', '0'))),
  ('macaddr8', array(select every_type_id from public.every_type where macaddr8_value > '08:00:2b:ff:fe:01:02:03')),
  ('macaddr', array(select every_type_id from public.every_type where macaddr_value = '08:00:2b:01:02:03')),
  ('timetz', array(select every_type_id from public.every_type where timetz_value = '08:07:42.5+00')),
  ('timetzOrder', array(select every_type_id from public.every_type where timetz_value < '13:37:42.5+05:30')),
  ('bits', array(select every_type_id from public.every_type where bit_value = B'10101010')),
  ('varyingBits', array(select every_type_id from public.every_type where varbit_value in (B'101', B''))),
  ('bitOrder', array(select every_type_id from public.every_type where varbit_value > B'101')),
  ('tid', array(select every_type_id from public.every_type where tid_value = '(0,1)')),
  ('name', array(select every_type_id from public.every_type where name_value like 'a\_%')),
  ('internalChar', array(select every_type_id from public.every_type where internal_char_value = 'c')),
  ('bytes', array(select every_type_id from public.every_type where bytea_value = '\xdeadbeef')),
  ('interval', array(select every_type_id from public.every_type where interval_value > '1 year')),
  ('paddedText', array(select every_type_id from public.every_type where char_value = 'abc'))
) as expected (behaviour, keys)
