select json_build_object('islands', json_build_object(
  'nodes', (select json_agg(json_build_object('name', name, 'population', population)) from (
    select name, population from island where population is not null order by population, name desc limit 3) page),
  'pageInfo', json_build_object('hasNextPage', true, 'hasPreviousPage', true)))
