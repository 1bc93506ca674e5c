select json_build_object('vessels', json_build_object('nodes', json_agg(json_build_object('name', name, 'vesselCertificate',
  (select json_build_object('issuedBy', issued_by, 'vessel', json_build_object('name', v.name)) from vessel_certificate c where c.vessel_id = v.vessel_id)) order by vessel_id)))
from (select * from vessel order by vessel_id limit 3) v
