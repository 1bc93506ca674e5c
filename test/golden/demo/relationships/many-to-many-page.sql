select json_build_object('vessel', json_build_object(
  'amenities', json_build_object(
    'totalCount', (select count(*) - 1 from vessel_amenity where vessel_id = 3),
    'nodes', (
      select json_agg(json_build_object('name', name, 'vessels', (
        select json_build_object('totalCount', count(*), 'nodes', coalesce(json_agg(json_build_object('name', vessel.name) order by vessel_id), '[]'))
        from vessel join vessel_amenity using (vessel_id) where vessel_amenity.amenity_id = page.amenity_id and kind = 'catamaran')))
      from (
        select amenity.* from amenity join vessel_amenity using (amenity_id)
        where vessel_id = 3 and slug <> 'library' order by name desc limit 3
      ) as page)),
  'vesselAmenities', json_build_object('totalCount', (select count(*) from vessel_amenity where vessel_id = 3))))
