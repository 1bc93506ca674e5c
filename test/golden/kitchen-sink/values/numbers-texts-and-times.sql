select json_build_object('everyTypes', json_build_object('nodes', json_build_array(
  -- Row by row as they were inserted, in the order of their key.
  json_build_object(
    'int2Value', null, 'int4Value', null, 'int8Value', null, 'numericValue', null, 'numericScaled', null, 'float4Value', null,
    'float8Value', null, 'moneyValue', null, 'boolValue', null, 'charValue', null, 'byteaValue', null, 'dateValue', null,
    'timeValue', null, 'timetzValue', null, 'timestampValue', null, 'timestamptzValue', null, 'intervalValue', null, 'uuidValue', null),
  json_build_object(
    'int2Value', 7, 'int4Value', 42, 'int8Value', '9007199254740993', 'numericValue', '12345678901234567890.123456789',
    'numericScaled', '1234.500', 'float4Value', 1.5, 'float8Value', 0.1, 'moneyValue', '12.34', 'boolValue', true,
    'charValue', 'abc  ', 'byteaValue', '3q2+7w==', 'dateValue', '2024-02-29', 'timeValue', '13:37:42.123456',
    'timetzValue', '13:37:42.5+05:30', 'timestampValue', '2024-02-29T13:37:42.123456', 'timestamptzValue', '2024-02-29T11:37:42.123456Z',
    'intervalValue', 'P1Y2M3DT4H5M6.789S', 'uuidValue', '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11'),
  json_build_object(
    'int2Value', -32768, 'int4Value', -2147483648, 'int8Value', '-9223372036854775808',
    'numericValue', '-99999999999999999999999999999999999999.99999999999999999999', 'numericScaled', '-999999999.999',
    'float4Value', -3.4028235e38, 'float8Value', 5e-324, 'moneyValue', '-92233720368547758.08', 'boolValue', false,
    'charValue', '     ', 'byteaValue', '', 'dateValue', '4713-11-24 BC', 'timeValue', '00:00:00', 'timetzValue', '00:00:00+15:59',
    'timestampValue', '4713-11-24T00:00:00 BC', 'timestamptzValue', '4713-11-24T00:00:00Z BC', 'intervalValue', 'P-178000000Y',
    'uuidValue', '00000000-0000-0000-0000-000000000000'))))
