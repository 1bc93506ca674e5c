select json_build_object(
  'emergency', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('name', name) order by vessel_id), '[]') from vessel
    where vessel_id in (select vessel_id from repair where is_emergency))),
  'cheap', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('name', name) order by vessel_id), '[]') from vessel
    where (select count(*) > 0 and count(*) = count(*) filter (where cost < 50000) from repair where repair.vessel_id = vessel.vessel_id))),
  'neverDear', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('name', name) order by vessel_id), '[]') from vessel
    where vessel_id not in (select vessel_id from repair where cost >= 50000))),
  'neverRepaired', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('name', name) order by vessel_id), '[]') from vessel
    where vessel_id not in (select vessel_id from repair))),
  'all', json_build_object('totalCount', (select count(*) from vessel)))
