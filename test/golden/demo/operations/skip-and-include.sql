select json_build_object('islands', json_build_object(
  'totalCount', (select count(*) from island),
  'nodes', (select json_agg(json_build_object('name', name, 'areaKm2', area_km2::text) order by island_id) from island where island_id <= 2)))
