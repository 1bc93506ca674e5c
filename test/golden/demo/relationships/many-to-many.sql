select json_build_object('vessel', json_build_object(
  'amenities', json_build_object('nodes', (select coalesce(json_agg(json_build_object('name', a.name, 'vessels', json_build_object(
      'totalCount', (select count(*) from vessel_amenity va where va.amenity_id = a.amenity_id),
      'nodes', (select json_agg(json_build_object('name', name)) from (select v.* from vessel v join vessel_amenity va using (vessel_id) where va.amenity_id = a.amenity_id order by vessel_id limit 2) v)
    )) order by amenity_id), '[]') from amenity a join vessel_amenity using (amenity_id) where vessel_id = 1)),
  'vesselAmenities', json_build_object('nodes', (select coalesce(json_agg(json_build_object('amenityId', amenity_id) order by vessel_id, amenity_id), '[]') from vessel_amenity where vessel_id = 1))))
