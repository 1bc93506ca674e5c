-- Values at the edges of each type. The settings hold for this transaction or, statement by statement, for the session.
set standard_conforming_strings = on;
set datestyle = 'ISO, YMD';
set intervalstyle = 'postgres';
set timezone = 'UTC';

insert into public.every_type (label) values ('nothing');

insert into public.every_type values (
  default, 'ordinary',
  7, 42, 9007199254740993, 12345678901234567890.123456789, 1234.500, 1.5, 0.1, 12.34, true,
  'plain text', 'varying', 'abc', 'a_name', 'c', '\xdeadbeef',
  '2024-02-29', '13:37:42.123456', '13:37:42.12', '13:37:42.5+05:30', '2024-02-29 13:37:42.123456', '2024-02-29 13:37:42.123', '2024-02-29 13:37:42.123456+02',
  '1 year 2 months 3 days 04:05:06.789', '3 days 04:05:06.7', '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11',
  '{"b": 1, "a": [1, 2.50, null], "b": 2}', '{"b": 1, "a": [1, 2.50, null, {"deep": true}]}',
  '192.0.2.7/24', '192.0.2.0/24', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'10101010', B'101',
  'fat:1A cat:2', 'fat & (cat | rat)', '(1.5,-2)', '{1,-1,0}', '[(0,0),(1,1)]', '(2,2),(0,0)', '[(0,0),(1,1),(2,0)]', '((0,0),(1,1),(2,0))', '<(1,1),2.5>',
  '[1,10)', '[1,9007199254740993)', '(0.5,10.25]', '[2024-01-01 00:00:00,2024-01-02 12:30:00)', '[2024-01-01 00:00:00+00,2024-01-02 12:30:00+00)', '[2024-01-01,2024-02-01)', '[0.5,1.5]',
  '{[1,3),[5,7)}', '{[1,9007199254740993)}', '{[0.5,1.5]}', '{[2024-01-01 00:00:00,2024-01-02 00:00:00)}', '{[2024-01-01 00:00:00+00,2024-01-02 00:00:00+00)}', '{[2024-01-01,2024-01-03),[2024-02-01,2024-02-02)}',
  '{1,2,3}', '{9007199254740993,-1}', '{1.10,2.20}', '{0.1,2}', '{t,f}', '{one,two}', '{2024-01-01 00:00:00+00}', '{2024-01-01,2024-12-31}', '{1 day,02:03:04}',
  array['\x00ff'::bytea], '{2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11}', array['{"a": 1}'::jsonb, '[2]'], '{happy,sad}', array[int4range(1, 2)], '{{1,2,3},{4,5,6}}',
  'ok', 'in progress', 5, 500, 'in a domain', '{1,2}', 'happy', '{1,2}',
  row('title', 9.99, '2024-01-01 12:00+00'), array[row('one', 1, null), row('two', 2.5, '2024-01-01 12:00+00')]::public.plain_composite[],
  row('AB-12', 3, '[2024-01-01,2024-06-01)', 'happy', '{1,2}', row('inner', 0.5, null)), row('checked', 0, null),
  1259, 'pg_catalog.pg_class', 'pg_catalog.int4', 'pg_catalog.length(pg_catalog.text)', '16/B374D848', '42', '4294967297', '(0,1)', '10:20:10,14,15', '$.a[*] ? (@ > 1)', default
);

-- The largest, the latest, the longest.
insert into public.every_type values (
  default, 'highest',
  32767, 2147483647, 9223372036854775807, 99999999999999999999999999999999999999.99999999999999999999, 999999999.999, 3.4028235e38, 1.7976931348623157e308, 92233720368547758.07, true,
  repeat('x', 70), repeat('é', 40), '🚲🚲🚲🚲🚲', repeat('n', 63), '~', decode(repeat('ff', 100), 'hex'),
  '5874897-12-31', '24:00:00', '24:00:00', '24:00:00-15:59', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999', '294276-12-31 23:59:59.999999+00',
  '178000000 years', '106751991 days 04:00:54.7', 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '{"big": 9007199254740993, "exact": 12345678901234567890.123456789, "exponent": 1e400}', '{"big": 9007199254740993, "exact": 12345678901234567890.123456789}',
  'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff', B'11111111', B'11111111111111111111',
  '''high'':16383', '!''high'':*', '(1e300,1e300)', '{1e10,1,1}', '[(1e300,1e300),(1e300,1e300)]', '(1e300,1e300),(1e300,1e300)', '((1e300,1e300))', '((1e300,1e300))', '<(1e300,1e300),1e300>',
  '[2147483646,2147483647)', '[9223372036854775806,9223372036854775807)', '[1e100,1e101]', '[294276-12-31 00:00:00,infinity]', '[294276-12-31 00:00:00+00,infinity]', '[5874897-12-30,infinity]', '[1e308,Infinity]',
  '{(,)}', '{(,)}', '{[1e100,1e101]}', '{[2024-01-01 00:00:00,infinity]}', '{[2024-01-01 00:00:00+00,)}', '{[5874897-12-30,)}',
  '{2147483647,NULL}', '{9223372036854775807,NULL}', '{1e100,NULL}', '{1.7976931348623157e308,NULL}', '{t,NULL}', '{"",NULL,"NULL"}', '{infinity,NULL}', '{infinity,NULL}', '{178000000 years,NULL}',
  array[''::bytea, null], '{ffffffff-ffff-ffff-ffff-ffffffffffff,NULL}', array['null'::jsonb, null], '{happy,NULL}', array[int4range(null, null), null, 'empty'], '{{{1,2},{3,4}},{{5,6},{7,NULL}}}',
  'happy', '🚲', 2147483647, 999, repeat('d', 99), '{1,2,3}', 'happy', '{2147483647,NULL}',
  row(repeat('t', 100), 99999999.99, 'infinity'), array[null, row(null, null, null)]::public.plain_composite[],
  row('ZZZ-999', 2147483647, '(,)', 'happy', '{2147483647}', row('', 0.01, 'infinity')), row('', 99999999.99, 'infinity'),
  4294967295, 'pg_catalog.pg_class', 'pg_catalog.int4[]', 'pg_catalog.now()', 'FFFFFFFF/FFFFFFFF', '4294967295', '18446744073709551615', '(4294967295,65535)', '1:9223372036854775807:', 'strict $.**{2 to last}."key with \"quotes\""', default
);

-- The smallest, the earliest, the emptiest.
insert into public.every_type values (
  default, 'lowest',
  -32768, -2147483648, -9223372036854775808, -99999999999999999999999999999999999999.99999999999999999999, -999999999.999, -3.4028235e38, 5e-324, -92233720368547758.08, false,
  '', '', '', '', '', '',
  '4713-11-24 BC', '00:00:00', '00:00:00', '00:00:00+15:59', '4713-11-24 00:00:00 BC', '4713-11-24 00:00:00 BC', '4713-11-24 00:00:00+00 BC',
  '-178000000 years', '-106751991 days', '00000000-0000-0000-0000-000000000000',
  '{}', '{}',
  '0.0.0.0/0', '::/0', '00:00:00:00:00:00', '00:00:00:00:00:00:00:00', B'00000000', B'',
  '', '', '(-1e-300,-0)', '{0,1,0}', '[(0,0),(0,0)]', '(0,0),(0,0)', '[(0,0)]', '((0,0))', '<(0,0),0>',
  'empty', '[-9223372036854775808,-9223372036854775807)', '(,0)', '[-infinity,4713-11-24 00:00:00 BC]', '[-infinity,4713-11-24 00:00:00+00 BC]', '[-infinity,4713-11-24 BC]', '(,-1e308]',
  '{}', '{}', '{}', '{}', '{}', '{}',
  '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
  'sad', '', 1, 1, '', '{}', 'ok', '{}',
  row(null, null, null), '{}',
  row('A-0', 1, 'empty', null, '{}', null), row(null, null, '-infinity'),
  0, '0', '0', '0', '0/0', '0', '0', '(0,0)', '1:1:', '$', default
);

-- Neither high nor low.
insert into public.every_type (
  label, numeric_value, float4_value, float8_value, date_value, timestamp_value, timestamp_scaled, timestamptz_value, interval_value,
  numrange_value, float_range_value, numeric_array, float8_array, json_value, jsonb_value, int4_array, domain_array, mood, odd_label, composite_value, text_value
) values (
  'not a number', 'NaN', 'NaN', 'NaN', 'infinity', 'infinity', 'infinity', 'infinity', '-1 months +2 days -03:04:05.000006',
  '[NaN,NaN]', '[NaN,NaN]', '{NaN,1}', '{NaN,Infinity,-Infinity,-0}', 'null', 'null', '[5:6]={1,2}', '[0:1]={7,8}', 'ok', '__typename', row('only "quotes", (and) commas', 1, null), 'NaN'
);

insert into public.every_type (
  label, float4_value, float8_value, date_value, timestamp_value, timestamp_scaled, timestamptz_value, interval_value, time_value,
  numeric_value, numeric_scaled, json_value, jsonb_value, mood, odd_label, text_value
) values (
  'minus infinity', '-Infinity', '-Infinity', '-infinity', '-infinity', '-infinity', '-infinity', '00:00:00.000001', '23:59:59.999999',
  -0.000000000000000000000000000001, -0.001, '"text"', '"text"', 'sad', 'true', '-Infinity'
), (
  'before Christ', '-0', '-0', '0044-03-15 BC', '0044-03-15 12:00:00 BC', '0044-03-15 12:00:00 BC', '0044-03-15 12:00:00+00 BC', '-1 day', '00:00:00.1',
  1e-10, 0, '0', '1e3', 'ok', '2nd', 'Caesar'
), (
  'year 10000', '1e-45', '1e-7', '10000-01-01', '10000-01-01 00:00:00', '9999-12-31 23:59:59.999', '9999-12-31 23:59:59.999999-01', '1 mon -1 day', '12:00:00',
  1e20, 0.1, '[ ]', '[]', 'happy', 'null', 'Y10K'
);

-- Text that trips quoting, JSON, HTML and terminals. U&'' and E'' keep this file free of characters that editors drop.
insert into public.every_type (label, text_value, varchar_value, text_array, jsonb_value, json_value, name_value, char_value, composite_value, odd_label) values
  ('quotes', E'both '' and " and ` and \\ and \\u0041', '"', array['"', '''', '\', '{', '}', ',', ' ', 'NULL', ''], '{"\"": "''"}', '{"\"": "''"}', '"', '''"', row('"', null, null), '''quoted"'),
  ('control', E'tab\t newline\n return\r bell\x07 escape\x1b delete\x7f', E'\n', array[E'\n', E'\x01'], '"\n\u0001"', '"\n\u0001"', E'\x01', E'\t', row(E'\n', null, null), 'ünï'),
  ('unicode', U&'\2028 \2029 \FEFF \200F \D83D\DEB2 \+01F1E9\+01F1EA e\0301 \FFFD', U&'\2028', array['🚲', U&'\2028'], '{"🚲": "\ud83d\udeb2"}', '{"🚲": "\ud83d\udeb2"}', 'ünï', 'é', row('🚲', null, null), 'UPPER'),
  ('markup', '</script><script>alert(1)</script><!-- ${1} {{1}} %s $1 :x ? -- /* */', '&amp;', array['</script>'], '{"</script>": "<!--"}', '{"</script>": "<!--"}', '</script>', '<>', row('</script>', null, null), 'upper'),
  ('zero-width joiner', '👩‍👩‍👧‍👦 🏳️‍🌈', '👩‍🚀', array['👩‍🚀'], '"👩‍🚀"', '"👩‍🚀"', '👩‍🚀', '👩‍🚀', row('👩‍🚀', null, null), 'a-b');

do $$
begin
  update public.every_type set xml_value = '<a href="x">🚲 &amp; more</a>' where label = 'ordinary';
  update public.every_type set xml_value = '' where label = 'lowest';
exception when undefined_column then
  null;
end
$$;

insert into public.country (code, name) values ('LI', 'Lantern Isles'), ('XX', 'Nowhere');

-- Twins refer to each other, which only a deferred check allows.
insert into public.city (country_code, name, population, twin_country_code, twin_name) values
  ('LI', 'Lantern Quay', 4210, 'LI', 'Marrow Town'),
  ('LI', 'Marrow Town', 2890, 'LI', 'Lantern Quay'),
  ('LI', 'Thrift Cove', 88, null, null),
  ('XX', 'Lantern Quay', null, null, null);

insert into public.district (country_code, city_name, name, sort_order) values
  ('LI', 'Lantern Quay', 'Old Harbour', 1),
  ('LI', 'Lantern Quay', 'Lamp Hill', 2),
  ('LI', 'Marrow Town', 'Slipway', 1);

insert into public.mayor (country_code, city_name, name, in_office) values
  ('LI', 'Lantern Quay', 'Wilhelmina Garnet', '[2021-05-01,)'),
  ('LI', 'Marrow Town', 'Cormac Innes', '[2019-05-01,2027-05-01)');

insert into public.legacy_note (note_id, district_id, body) values (1, 100, 'points to Old Harbour'), (2, 999, 'points nowhere'), (3, null, null);
alter table public.legacy_note add foreign key (district_id) references public.district not valid;

insert into public.room_closure (closed_during) values ('[2024-01-01,2024-01-02)'), ('[2024-01-02,2024-01-03)'), ('empty');

insert into public.account (email, closed_on, settings) values
  ('Ada@example.com', null, '{"theme": "dark", "tags": ["a", "b"]}'),
  ('bob@example.com', '2024-05-01', '{"theme": "light"}'),
  ('cleo@example.com', null, '{}');

insert into public.article (article_id, title, body, summary, reply_to_id) values
  (1, 'Riding pillion', 'The passenger rides behind the rider; a pillion passenger leans with the rider.', 'How to ride', null),
  (2, 'Chains and oil', null, 'How to oil a chain', 1),
  (3, 'A letter', 'Dear rider, the passenger behind was me.', null, 2),
  (4, 'Nothing', '', '', 1);

insert into public.shipment_state (code, description) values
  ('packed', 'Waits for the van.'), ('in transit', 'Is on the road.'), ('delivered', null);
insert into public.shipment (shipment_id, state, wished_state) values
  (1, 'packed', 'delivered'), (2, 'in transit', null), (3, 'delivered', 'delivered'), (4, 'in transit', 'packed');
insert into public.measurement (measured_on, sensor_id, value) values
  ('2024-12-31', 1, 1.5), ('2025-01-01', 1, 2.5), ('2025-01-01', 2, null), ('2025-12-31', 1, 'NaN');

insert into public.vehicle (vehicle_id, name) values (1, 'rowing boat');
insert into public.motorcycle (vehicle_id, name, has_pillion_seat) values (2, 'sidecar', true);

insert into public.scratch (scratch_id, body) values (1, 'gone after a crash');

insert into public.without_key (happened_at, event) values
  ('2024-01-01 00:00+00', 'twice'), ('2024-01-01 00:00+00', 'twice'), (null, null);

insert into public.single_column (value) values (1), (2), (3);

insert into public.no_column default values;
insert into public.no_column default values;

insert into public.with_dropped_column (before, after) values (1, 2);

refresh materialized view public.city_size;

reset standard_conforming_strings;
reset datestyle;
reset intervalstyle;
reset timezone;
