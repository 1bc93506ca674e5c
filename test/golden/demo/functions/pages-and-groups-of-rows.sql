with departing as (
  select sailing.*, distance_nm, row_number() over (order by departs_at, sailing_id) as place
  from sailing join route using (route_id) join port on port_id = origin_id
  where port.slug = 'lantern-quay' and departs_at >= '2026-06-01 00:00:00+00' and departs_at < '2026-06-02 00:00:00+00'
)
select json_build_object(
  'next', json_build_object(
    'totalCount', (select count(*) from departing),
    'nodes', (select json_agg(json_build_object('sailingId', sailing_id::text)) from departing where place = 2),
    'pageInfo', json_build_object('hasNextPage', (select count(*) > 2 from departing), 'hasPreviousPage', true)),
  'departures', (
    select json_build_object(
      'nodes', json_agg(json_build_object('sailingId', sailing_id::text, 'route', json_build_object('distanceNm', distance_nm::text)) order by distance_nm desc, sailing_id desc),
      'aggregate', json_build_object('max', json_build_object('departsAt', to_char(max(departs_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))),
      'groupBy', json_build_object('nodes', (
        select json_agg(json_build_object('keys', json_build_object('status', status), 'aggregate', json_build_object('count', n)) order by status)
        from (select status, count(*) as n from departing where status <> 'cancelled' group by status) as groups)))
    from departing where status <> 'cancelled'))
