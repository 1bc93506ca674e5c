select json_build_object(
  'like', json_build_object('totalCount', (select count(*) from island where name like '%a%')),
  'ilike', json_build_object('totalCount', (select count(*) from island where name ilike 'S%')),
  'startsWith', json_build_object('totalCount', (select count(*) from island where left(name, 1) = 'S')),
  'containsInsensitive', json_build_object('totalCount', (select count(*) from review where strpos(upper(body), 'THE') > 0)),
  'endsWith', json_build_object('totalCount', (select count(*) from customer where right(email, 8) = '.example')),
  'literal', json_build_object('totalCount', (select count(*) from customer where strpos(email, '%') > 0)))
