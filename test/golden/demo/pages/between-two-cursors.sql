select json_build_object('islands', json_build_object(
  'totalCount', (select count(*) from island),
  'nodes', (select json_agg(json_build_object('name', name) order by population) from (
    select name, population from island where population < 1120 order by population limit 3) page)))
