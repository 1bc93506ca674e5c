select json_build_object(
  'captained', json_build_object('totalCount', (select count(*) from sailing where captain_id is not null)),
  'uncertified', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('name', name) order by vessel_id), '[]') from vessel
    where vessel_id not in (select vessel_id from vessel_certificate))),
  'boarded', json_build_object('totalCount', (select count(*) from ticket join boarding using (booking_id, line_number))),
  'atSelfServiceGates', json_build_object('totalCount', (
    select count(*) from ticket join boarding using (booking_id, line_number) where steward_id is null)))
