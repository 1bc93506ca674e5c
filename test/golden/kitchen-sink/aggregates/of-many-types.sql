with sorted as (
  select
    (select uuid_value from every_type where uuid_value is not null order by uuid_value limit 1) as least_uuid,
    (select uuid_value from every_type where uuid_value is not null order by uuid_value desc limit 1) as most_uuid,
    (select name_value from every_type where name_value is not null order by name_value limit 1) as least_name,
    (select bytea_value from every_type where bytea_value is not null order by bytea_value limit 1) as least_bytea,
    (select macaddr_value from every_type where macaddr_value is not null order by macaddr_value limit 1) as least_macaddr,
    (select pg_lsn_value from every_type where pg_lsn_value is not null order by pg_lsn_value limit 1) as least_lsn,
    (select bit_value from every_type where bit_value is not null order by bit_value limit 1) as least_bit,
    (select float8_value from every_type where float8_value is not null order by float8_value limit 1) as least_float8,
    (select float8_value from every_type where float8_value is not null order by float8_value desc limit 1) as most_float8,
    (select odd_label from every_type where odd_label is not null order by odd_label limit 1) as least_odd
)
select json_build_object(
  'everyTypes', json_build_object(
    'aggregate', (select json_build_object(
      'count', count(*),
      'countDistinct', json_build_object(
        'int2Value', count(distinct int2_value), 'uuidValue', count(distinct uuid_value), 'jsonbValue', count(distinct jsonb_value),
        'mood', count(distinct mood), 'byteaValue', count(distinct bytea_value), 'domainMood', count(distinct domain_mood),
        'float8Value', count(distinct float8_value)),
      'sum', json_build_object(
        'int2Value', sum(int2_value)::text, 'int4Value', sum(int4_value)::text, 'int8Value', sum(int8_value)::text,
        'moneyValue', sum(money_value)::numeric::text, 'smallPositiveValue', sum(small_positive_value)::text),
      'avg', json_build_object(
        'moneyValue', avg(money_value::numeric)::text, 'int8Value', avg(int8_value)::text, 'positiveValue', avg(positive_value)::text),
      'min', json_build_object(
        'uuidValue', min(least_uuid::text), 'boolValue', bool_and(bool_value), 'charValue', min(char_value), 'nameValue', min(least_name::text),
        'byteaValue', encode(min(least_bytea::text)::bytea, 'base64'), 'timeValue', min(time_value)::text, 'mood', min(mood), 'domainMood', min(domain_mood::mood),
        'oddLabel', replace(min(least_odd::text), ' ', '_'), 'macaddrValue', min(least_macaddr::text), 'inetValue', min(inet_value)::text,
        'pgLsnValue', min(least_lsn::text), 'moneyValue', min(money_value)::numeric::text, 'bitValue', min(least_bit::text),
        'float8Value', min(case when least_float8 > '-Infinity' then least_float8 end)),
      'max', json_build_object(
        'uuidValue', min(most_uuid::text), 'boolValue', bool_or(bool_value), 'varcharValue', max(varchar_value), 'mood', max(mood), 'domainMood', max(domain_mood::mood),
        'oidValue', max(oid_value)::text, 'dateValue', max(date_value)::text, 'numericValue', max(numeric_value)::text,
        'float8Value', min(case when most_float8 < 'Infinity' then most_float8 end), 'positiveValue', max(positive_value)),
      'stddevPop', json_build_object('moneyValue', stddev_pop(money_value::numeric)::text, 'smallPositiveValue', stddev_pop(small_positive_value)::text))
      from every_type, sorted),
    'groupBy', json_build_object('nodes', (
      select json_agg(json_build_object('keys', json_build_object('domainMood', domain_mood, 'boolValue', bool_value), 'aggregate', json_build_object('count', n)) order by domain_mood, bool_value)
      from (select domain_mood, bool_value, count(*) as n from every_type group by 1, 2) as g))))
