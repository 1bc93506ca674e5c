select json_build_object('islands', json_build_object('nodes', json_agg(json_build_object(
  'name', name,
  'ports', json_build_object(
    'nodes', (select coalesce(json_agg(json_build_object('name', name) order by port_id), '[]') from port where island_id = i.island_id),
    'groupBy', (select json_build_object('totalCount', count(*), 'nodes', coalesce(json_agg(json_build_object(
        'keys', json_build_object('hasVehicleRamp', has_vehicle_ramp), 'aggregate', json_build_object('sum', json_build_object('berthCount', berths::text))) order by has_vehicle_ramp), '[]'))
      from (select has_vehicle_ramp, sum(berth_count) as berths from port where island_id = i.island_id group by 1) as g))) order by island_id)))
from (select * from island order by island_id limit 2) as i
