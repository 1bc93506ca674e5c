select json_build_object('vessels', json_build_object('nodes', json_agg(json_build_object(
  'name', name,
  'sailings', json_build_object('totalCount', (select count(*) from sailing where sailing.vessel_id = vessel.vessel_id and status = 'cancelled')),
  'capped', json_build_object('totalCount', (select least(count(*), 40) from sailing where sailing.vessel_id = vessel.vessel_id))) order by vessel_id)))
from vessel where vessel_id <= 4
