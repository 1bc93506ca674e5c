select json_build_object(
  'vehicles', json_build_object(
    'nodes', (select json_agg(json_build_object('vehicleId', vehicle_id, 'name', name) order by vehicle_id desc) from vehicle)
  ),
  'motorcycle', (
    select json_build_object('name', name, 'hasPillionSeat', has_pillion_seat) from motorcycle where vehicle_id = 2
  ),
  'measurements', json_build_object(
    'totalCount', (select count(*) from measurement),
    'nodes', (
      select json_agg(json_build_object('measuredOn', measured_on, 'sensorId', sensor_id) order by measured_on, sensor_id)
      from (select * from measurement_2024 union all select * from measurement_2025) as part
    )
  )
)
