select json_build_object(
  'islandBySlug', (select json_build_object('name', name) from island where slug = 'farrow'),
  'routeByOriginIdAndDestinationId', (select json_build_object('name', name) from route where origin_id = 1 and destination_id = 2))
