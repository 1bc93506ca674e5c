select json_build_object('vessels', json_build_object('nodes', json_agg(json_build_object(
  'name', name,
  'sailings', (select json_build_object('aggregate', json_build_object('count', count(*), 'max', json_build_object('waveHeightM', max(wave_height_m))))
    from sailing where vessel_id = v.vessel_id and status = 'arrived'),
  'amenities', json_build_object(
    'nodes', (select coalesce(json_agg(json_build_object('name', name)), '[]') from (
      select a.name from amenity a join vessel_amenity va using (amenity_id) where va.vessel_id = v.vessel_id order by a.amenity_id limit 1) as one),
    'aggregate', (select json_build_object('count', count(*), 'min', json_build_object('name', min(a.name)))
      from amenity a join vessel_amenity va using (amenity_id) where va.vessel_id = v.vessel_id))) order by vessel_id)))
from (select * from vessel order by vessel_id limit 3) as v
