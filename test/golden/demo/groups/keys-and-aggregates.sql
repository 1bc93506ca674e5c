with grouped as (
  select route_id, fare_class_id, count(*) as n, sum(price) as total, max(price) as most
  from ticket where price > 0 group by route_id, fare_class_id having count(*) > 3 and max(price) > 20
)
select json_build_object('tickets', json_build_object('groupBy', json_build_object(
  'totalCount', (select count(*) from grouped),
  'nodes', (select json_agg(json_build_object(
      'keys', json_build_object('routeId', route_id, 'class', fare_class_id),
      'aggregate', json_build_object('count', n, 'sum', json_build_object('price', total::text), 'max', json_build_object('price', most::text))))
    from (select * from grouped order by total desc, fare_class_id, route_id limit 3 offset 1) as page))))
