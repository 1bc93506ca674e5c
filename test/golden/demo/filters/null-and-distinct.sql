select json_build_object(
  'none', json_build_object('nodes', (select coalesce(json_agg(json_build_object('name', name) order by island_id), '[]') from island where population is null)),
  'some', json_build_object('totalCount', (select count(population) from island)),
  'distinct', json_build_object('totalCount', (select count(*) from booking where note is distinct from '')),
  'distinctFromNull', json_build_object('totalCount', (select count(note) from booking)),
  'same', json_build_object('totalCount', (select count(*) from customer where referrer_id is not distinct from 1)))
