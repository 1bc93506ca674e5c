select json_build_object(
  'departures', json_build_object(
    'totalCount', (select count(*) from departures('marrow-town', '2026-06-01') where status <> 'cancelled'),
    'nodes', (select json_agg(json_build_object(
        'departsAt', to_char(departs_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'delay', departed_at - departs_at,
        'route', json_build_object('slug', (select slug from route where route.route_id = d.route_id))) order by departs_at, sailing_id)
      from set_config('intervalstyle', 'iso_8601', true),
        (select * from departures('marrow-town', '2026-06-01') where status <> 'cancelled' order by departs_at, sailing_id limit 3 offset 1) d)),
  'latest', json_build_object(
    'nodes', (select json_agg(json_build_object('sailingId', sailing_id::text, 'ticketsSold', n::text) order by n, departs_at, sailing_id)
      from (select s.*, tickets_sold(s) as n from departures('marrow-town', '2026-06-01') s
            order by n desc, departs_at desc, sailing_id desc limit 2) d),
    'pageInfo', json_build_object('hasPreviousPage', true)))
