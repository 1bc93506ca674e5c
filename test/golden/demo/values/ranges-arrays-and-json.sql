select json_build_object(
  'vessels', json_build_object('nodes', (select json_agg(json_build_object('deckCapacities', deck_capacities, 'specification', specification,
      'metresSailed', metres_sailed::text, 'trackerAddress', tracker_address,
      'vesselCertificate', (select json_build_object('validDuring', json_build_object('lower', lower(valid_during), 'upper', upper(valid_during),
          'lowerInclusive', lower_inc(valid_during), 'upperInclusive', upper_inc(valid_during), 'isEmpty', isempty(valid_during)),
          'fingerprint', replace(encode(fingerprint, 'base64'), E'\n', '')) from vessel_certificate c where c.vessel_id = v.vessel_id)) order by vessel_id)
    from (select * from vessel order by vessel_id limit 2) v)),
  'qualifications', json_build_object('nodes', (select json_agg(json_build_object('validFor', valid_for) order by qualification_id) from (select qualification_id, valid_for from qualification, set_config('intervalstyle', 'iso_8601', true)) q)))
