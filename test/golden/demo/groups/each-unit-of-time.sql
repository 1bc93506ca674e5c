with hours as (
  select date_trunc('hour', observed_at) as hour, count(*) as n from weather_reading
  where port_id = 1 and observed_at < timestamp '2024-02-15' group by 1 order by 1 limit 2
), days as (
  select date_trunc('day', departs_at at time zone 'UTC') as day, count(*) as n from sailing group by 1 order by 1 limit 2
), weeks as (
  select date_trunc('week', departs_at at time zone 'UTC') as week, count(*) as n from sailing group by 1 order by 1 limit 2
), months as (
  select month, count(*) as n from payslip group by 1 order by 1 limit 2
), quarters as (
  select make_date(extract(year from month)::int, 3 * extract(quarter from month)::int - 2, 1) as quarter, count(*) as n from payslip group by 1 order by 1 limit 2
), years as (
  select make_date(extract(year from birth_date)::int, 1, 1) as year, count(*) as n from customer group by 1 order by 1 desc nulls first limit 2
)
select json_build_object(
  'hours', json_build_object('groupBy', json_build_object('nodes', (select json_agg(json_build_object('keys', json_build_object('observedAt', to_char(hour, 'YYYY-MM-DD"T"HH24:MI:SS')), 'aggregate', json_build_object('count', n))) from hours))),
  'days', json_build_object('groupBy', json_build_object('nodes', (select json_agg(json_build_object('keys', json_build_object('departsAt', to_char(day, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), 'aggregate', json_build_object('count', n))) from days))),
  'weeks', json_build_object('groupBy', json_build_object('nodes', (select json_agg(json_build_object('keys', json_build_object('departsAt', to_char(week, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), 'aggregate', json_build_object('count', n))) from weeks))),
  'months', json_build_object('groupBy', json_build_object('nodes', (select json_agg(json_build_object('keys', json_build_object('month', month), 'aggregate', json_build_object('count', n))) from months))),
  'quarters', json_build_object('groupBy', json_build_object('nodes', (select json_agg(json_build_object('keys', json_build_object('month', quarter), 'aggregate', json_build_object('count', n))) from quarters))),
  'years', json_build_object('groupBy', json_build_object('nodes', (select json_agg(json_build_object('keys', json_build_object('birthDate', year), 'aggregate', json_build_object('count', n))) from years))))
