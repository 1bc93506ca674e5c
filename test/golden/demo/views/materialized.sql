select json_build_object(
  'routeMonth', (
    select json_build_object('sailingCount', sailing_count::text, 'revenue', revenue::text, 'route', json_build_object('slug', slug))
    from route_month join route using (route_id) where route_id = 1 and month = '2025-06-01'),
  'routeMonths', (
    select json_build_object(
      'totalCount', count(*),
      'aggregate', json_build_object('sum', json_build_object('revenue', sum(revenue)::text)),
      'nodes', (json_agg(json_build_object('routeId', route_id, 'month', month, 'revenue', revenue::text) order by revenue desc, route_id desc, month desc)
        filter (where place <= 2)))
    from (
      select route_month.*, row_number() over (order by revenue desc, route_id desc, month desc) as place
      from route_month join route using (route_id) where cancelled_count > 0 and is_scenic
    ) as ranked),
  'route', json_build_object('routeMonths', json_build_object(
    'nodes', (
      select json_agg(json_build_object('month', month, 'ticketCount', ticket_count::text) order by month)
      from (select * from route_month where route_id = 3 order by month limit 2) as page),
    'groupBy', json_build_object('nodes', (
      select json_agg(json_build_object('keys', json_build_object('month', year), 'aggregate', json_build_object('sum', json_build_object('sailingCount', n::text))) order by year)
      from (select make_date(extract(year from month)::int, 1, 1) as year, sum(sailing_count) as n from route_month where route_id = 3 group by 1) as years)))))
