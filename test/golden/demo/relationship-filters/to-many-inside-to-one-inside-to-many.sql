select json_build_object(
  'islands', json_build_object('nodes', (
    select json_agg(json_build_object('name', name) order by island_id) from island where island_id in (
      select port.island_id from port
      join vessel on vessel.home_port_id = port.port_id
      join repair on repair.vessel_id = vessel.vessel_id and repair.is_emergency
      where vessel.vessel_id not in (select vessel_id from vessel_amenity join amenity using (amenity_id) where slug = 'library')))),
  'sailings', json_build_object('totalCount', (
    select count(*) from sailing
    where vessel_id in (select vessel_id from repair group by vessel_id having bool_and(coalesce(cost < 200000, false)))
      and captain_id in (select employee_id from employee_qualification join qualification using (qualification_id) where slug = 'celestial-navigation'))))
