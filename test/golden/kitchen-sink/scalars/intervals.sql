select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')
  from public.every_type where every_type_id = any (keys)
)))
from (values
  ('equal', array(select every_type_id from public.every_type where interval_value = interval '1 year 2 months 3 days 04:05:06.789')),
  ('unequal', array(select every_type_id from public.every_type where interval_value <> interval '1 year 2 months 3 days 04:05:06.789')),
  ('among', array(select every_type_id from public.every_type where interval_value in (interval '1 year 2 months 3 days 04:05:06.789', interval '178000000 years'))),
  ('notAmong', array(select every_type_id from public.every_type where interval_value not in (interval '1 year 2 months 3 days 04:05:06.789', interval '178000000 years'))),
  ('distinct', array(select every_type_id from public.every_type where interval_value is null or interval_value <> interval '1 year 2 months 3 days 04:05:06.789')),
  ('notDistinct', array(select every_type_id from public.every_type where interval_value is null)),
  ('missing', array(select every_type_id from public.every_type where interval_value is null)),
  ('there', array(select every_type_id from public.every_type where interval_value is not null)),
  ('above', array(select every_type_id from public.every_type where interval_value > interval '-178000000 years')),
  ('atLeast', array(select every_type_id from public.every_type where interval_value >= interval '1 year 2 months 3 days 04:05:06.789')),
  ('below', array(select every_type_id from public.every_type where interval_value < interval '178000000 years')),
  ('atMost', array(select every_type_id from public.every_type where interval_value <= interval '1 year 2 months 3 days 04:05:06.789')),
  ('between', array(select every_type_id from public.every_type where interval_value > interval '-178000000 years' and interval_value < interval '178000000 years')),
  ('otherwiseWritten', array(select every_type_id from public.every_type where interval_value = interval '14 months 3 days 04:05:06.789')),
  ('oneDayLess', array(select every_type_id from public.every_type where interval_value = interval '-24 hours'))
) as expected (behaviour, keys)
