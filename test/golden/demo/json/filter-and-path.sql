select json_build_object(
  'hybrids', json_build_object('nodes', (
    select json_agg(json_build_object('name', name, 'specification', specification -> 'batteryKWh') order by vessel_id)
    from vessel where specification -> 'hybrid' = 'true' and specification ? 'batteryKWh')),
  'fast', json_build_object('nodes', (
    select json_agg(json_build_object('name', name, 'firstColour', specification -> 'colours' -> 0) order by vessel_id)
    from vessel where (specification ->> 'topSpeedKnots')::numeric >= 28)),
  'seals', json_build_object('totalCount', (
    select count(*) from sailing where exists (select from jsonb_array_elements(logbook -> 'sightings') as sighting where sighting ->> 'animal' = 'seal'))))
