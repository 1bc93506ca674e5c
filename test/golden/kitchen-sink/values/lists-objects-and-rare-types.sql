select json_build_object('everyTypes', json_build_object('nodes', json_build_array(
  jsonb_build_object(
    'jsonValue', '{"b": 1, "a": [1, 2.50, null], "b": 2}'::jsonb,
    'jsonbValue', '{"b": 1, "a": [1, 2.50, null, {"deep": true}]}'::jsonb,
    'int8Array', array['9007199254740993', '-1'],
    'boolArray', array[true, false],
    'enumArray', array['happy', 'sad'],
    'intervalArray', array['P1D', 'PT2H3M4S'],
    'jsonbArray', '[{"a": 1}, [2]]'::jsonb,
    'mood', 'ok',
    'oddLabel', 'in_progress',
    'smallPositiveValue', 500,
    'compositeValue', '{"title": "title", "amount": "9.99", "happenedAt": "2024-01-01T12:00:00Z"}'::jsonb,
    'richValue', '{"code": "AB-12", "during": {"lower": "2024-01-01", "upper": "2024-06-01"}, "mood": "happy", "parts": [1, 2], "innerValue": {"amount": "0.50"}}'::jsonb
  ) || jsonb_build_object(
    'numrangeValue', '{"lower": "0.5", "upper": "10.25", "lowerInclusive": false, "upperInclusive": true, "isEmpty": false}'::jsonb,
    'int4multirangeValue', '[{"lower": 1, "upper": 3}, {"lower": 5, "upper": 7}]'::jsonb,
    'inetValue', '192.0.2.7/24',
    'cidrValue', '192.0.2.0/24',
    'macaddrValue', '08:00:2b:01:02:03',
    'bitValue', '10101010',
    'pointValue', '(1.5,-2)',
    'lineValue', '{1,-1,0}',
    'circleValue', '<(1,1),2.5>',
    'tsvectorValue', '''cat'':2 ''fat'':1A',
    'tsqueryValue', '''fat'' & ( ''cat'' | ''rat'' )',
    'regclassValue', 'pg_class',
    'jsonpathValue', '$."a"[*]?(@ > 1)',
    'tidValue', '(0,1)'))))
