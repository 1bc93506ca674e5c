select json_build_object(
  'all', '7.75', 'ofTheYear', '1.50', 'without', '3.75', 'literally', '3.00', 'none', null,
  'sameValue', json_build_object(
    'code', 'A-1', 'count', null,
    'during', json_build_object('lower', '2024-01-01', 'upper', null, 'upperInclusive', false),
    'mood', 'ok', 'parts', json_build_array(1, 2),
    'innerValue', json_build_object('title', 'a "b" \ c, (d)', 'amount', '0.01', 'happenedAt', null)),
  'nearlyNothing', json_build_object('code', 'B-2', 'innerValue', null))
