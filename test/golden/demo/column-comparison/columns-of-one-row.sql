select json_build_object(
  'late', json_build_object('totalCount', (select count(*) from sailing where arrived_at > arrives_at and arrived_at <> departs_at)),
  'punctual', json_build_object('totalCount', (select count(*) from sailing where departed_at is not distinct from arrived_at)),
  'longOnRepair', json_build_object('totalCount', (select count(*) from repair join vessel using (vessel_id) where metres_sailed > length_m)))
