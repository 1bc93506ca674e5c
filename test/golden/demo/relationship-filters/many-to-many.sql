select json_build_object(
  'vessels', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('name', name) order by vessel_id), '[]') from vessel
    where vessel_id in (select vessel_id from vessel_amenity join amenity using (amenity_id) where slug = 'cafe')
      and vessel_id not in (select vessel_id from vessel_amenity join amenity using (amenity_id) where slug in ('quiet-saloon', 'sun-deck')))),
  'amenities', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('slug', slug) order by amenity_id), '[]') from amenity
    where amenity_id not in (select amenity_id from vessel_amenity join vessel using (vessel_id) where kind not in ('car_ferry', 'sailing_ship')))))
