select json_build_object(
  'sailings', json_build_object('groupBy', json_build_object('nodes', (
    select json_agg(json_build_object('keys', json_build_object('departsAt', to_char(month, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'status', status), 'aggregate', json_build_object('count', n)))
    from (select date_trunc('month', departs_at at time zone 'UTC') as month, status, count(*) as n from sailing group by 1, 2 order by 1, 2 limit 4) as page))),
  'routes', json_build_object('groupBy', json_build_object('nodes', (
    select json_agg(json_build_object('keys', json_build_object('distanceNm', bin::text), 'aggregate', json_build_object('min', json_build_object('distanceNm', least::text))) order by bin desc)
    from (select floor(distance_nm / 10.5) * 10.5 as bin, min(distance_nm) as least from route group by 1) as page))),
  'islands', json_build_object('groupBy', json_build_object('nodes', (
    select json_agg(json_build_object('keys', json_build_object('population', bin), 'aggregate', json_build_object('count', n)) order by bin)
    from (select population / 1000 * 1000 as bin, count(*) as n from island group by 1) as page))),
  'weatherReadings', json_build_object('groupBy', json_build_object('nodes', (
    select json_agg(json_build_object('keys', json_build_object('temperatureC', bin), 'aggregate', json_build_object('count', n)) order by bin)
    from (select floor(temperature_c / 2.5) * 2.5 as bin, count(*) as n from weather_reading group by 1) as page))),
  'employees', json_build_object('groupBy', json_build_object('nodes', (
    select json_agg(json_build_object('keys', json_build_object('hiredOn', quarter), 'aggregate', json_build_object('count', n)))
    from (select date_trunc('quarter', hired_on::timestamp)::date as quarter, count(*) as n from employee group by 1 order by 1 limit 2) as page))))
