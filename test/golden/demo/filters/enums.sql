select json_build_object(
  'vessels', json_build_object('nodes', (select json_agg(json_build_object('name', name, 'kind', kind) order by vessel_id) from vessel where kind = 'mail_boat')),
  'atLeastUnderWay', json_build_object('totalCount', (select count(*) from sailing where status in ('under_way', 'arrived', 'cancelled'))),
  'notYet', json_build_object('totalCount', (select count(*) from sailing where status in ('scheduled', 'boarding'))),
  'settled', json_build_object('totalCount', (select count(*) from booking where status in ('paid', 'travelled'))),
  'others', json_build_object('totalCount', (select count(*) from booking where status <> 'travelled')))
