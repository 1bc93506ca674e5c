select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('email', email) order by account_id), '[]')
  from public.account where account_id = any (keys)
)))
from (values
  ('plain', array(select account_id from public.account where email ilike 'ada@%')),
  ('websearch', array(select account_id from public.account where email ilike 'ada@%' or email ilike 'cleo@%')),
  ('without', array(select account_id from public.account where email not ilike 'ada@%')),
  ('phrase', array(select account_id from public.account where email ilike 'bob@%')),
  ('raw', array(select account_id from public.account where email ilike 'bob@%' or email ilike 'cleo%')),
  ('byVariable', array(select account_id from public.account where email ilike 'cleo@%'))
) as expected (behaviour, keys)
