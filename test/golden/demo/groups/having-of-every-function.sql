select json_build_object(
  'sailings', json_build_object('groupBy', (
    select json_build_object('totalCount', count(*), 'nodes', json_agg(json_build_object('keys', json_build_object('routeId', route_id), 'aggregate', json_build_object('count', n)) order by n desc, route_id))
    from (
      select route_id, count(*) as n from sailing group by route_id
      having count(*) >= 15 and avg(wave_height_m) < 1.5 and min(departs_at) < '2025-01-01 00:00:00+00'
        and stddev_samp(wave_height_m) > 0.4 and stddev_pop(wave_height_m) > 0.4 and var_samp(wave_height_m) <= 1 and var_pop(wave_height_m) <= 1
        and (count(distinct vessel_id) > 9 or sum(wave_height_m) > 30)
    ) as groups)),
  'routes', json_build_object('groupBy', json_build_object('nodes', (
    select json_agg(json_build_object('keys', json_build_object('originId', origin_id), 'aggregate', json_build_object(
      'boolAnd', json_build_object('isScenic', false), 'boolOr', json_build_object('isScenic', true))) order by origin_id)
    from (select origin_id from route group by origin_id having count(distinct is_scenic) = 2) as groups))))
