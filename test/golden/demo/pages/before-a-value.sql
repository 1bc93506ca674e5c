select json_build_object('islands', json_build_object(
  'nodes', (select json_agg(json_build_object('name', name, 'population', population) order by place) from (
    select name, population, row_number() over (order by population nulls first, name desc) as place
    from island where population is null or population < 88 order by place desc limit 2) page),
  'pageInfo', json_build_object('hasNextPage', true, 'hasPreviousPage', true)))
