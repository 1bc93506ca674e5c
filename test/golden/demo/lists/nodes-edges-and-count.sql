with page as (
  -- A cursor is the mark of the order and the key of the row.
  select island_id, name, slug, encode(convert_to('["TpIUdORD",' || island_id || ']', 'UTF8'), 'base64') as cursor
  from island order by island_id limit 2
)
select json_build_object('islands', json_build_object(
  'totalCount', (select count(*) from island),
  'nodes', (select json_agg(json_build_object('islandId', island_id, 'name', name)) from page),
  'edges', (select json_agg(json_build_object('cursor', cursor, 'node', json_build_object('slug', slug))) from page),
  'pageInfo', json_build_object(
    'hasNextPage', true,
    'hasPreviousPage', false,
    'startCursor', (select cursor from page where island_id = 1),
    'endCursor', (select cursor from page where island_id = 2))))
