with island as (select json_build_object('islandId', island_id) as node, island_id, population from public.island)
select json_build_object(
  'ascending', json_build_object('nodes', (select json_agg(node order by population, island_id) from island)),
  'nullsFirst', json_build_object('nodes', (select json_agg(node order by population nulls first, island_id) from island)),
  'nullsLast', json_build_object('nodes', (select json_agg(node order by population nulls last, island_id) from island)),
  'descending', json_build_object('nodes', (select json_agg(node order by population desc, island_id desc) from island)),
  'descendingNullsFirst', json_build_object('nodes', (select json_agg(node order by population desc nulls first, island_id desc) from island)),
  'descendingNullsLast', json_build_object('nodes', (select json_agg(node order by population desc nulls last, island_id desc) from island)))
