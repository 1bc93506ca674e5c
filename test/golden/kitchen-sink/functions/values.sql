select json_build_object(
  'numbers', json_build_array('4', '3'), 'none', json_build_array(),
  'composites', json_build_array(
    json_build_object('title', 'one', 'amount', '1.50', 'happenedAt', '2024-01-02T03:04:05Z'),
    json_build_object('title', null, 'amount', null, 'happenedAt', null),
    json_build_object('title', 'two', 'amount', '2.00', 'happenedAt', null)),
  'oneComposite', json_build_object('title', 'a', 'amount', '0.10'), 'noComposite', null,
  'quotient', json_build_object('__typename', 'QuotientRow', 'whole', 3, 'rest', '2'))
