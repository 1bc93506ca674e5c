select json_build_object(
  'tickets', (select json_build_object('aggregate', json_build_object(
    'count', count(*),
    'countDistinct', json_build_object('seat', count(distinct seat), 'holderName', count(distinct holder_name)),
    'sum', json_build_object('lineNumber', sum(line_number)::text, 'price', sum(price)::text),
    'avg', json_build_object('lineNumber', avg(line_number)::text, 'price', avg(price)::text),
    'min', json_build_object('price', min(price)::text, 'seat', min(seat), 'holderName', min(holder_name)),
    'max', json_build_object('price', max(price)::text, 'bookingId', max(booking_id)::text),
    'stddev', json_build_object('price', stddev(price)::text),
    'stddevPop', json_build_object('price', stddev_pop(price)::text),
    'variance', json_build_object('lineNumber', variance(line_number)::text),
    'variancePop', json_build_object('lineNumber', var_pop(line_number)::text))) from ticket where route_id = 1),
  'sailings', (select json_build_object('aggregate', json_build_object(
    'sum', json_build_object('sailingId', sum(sailing_id)::text, 'waveHeightM', sum(wave_height_m)),
    'avg', json_build_object('sailingId', avg(sailing_id)::text, 'waveHeightM', avg(wave_height_m)),
    'min', json_build_object('status', min(status), 'departsAt', to_char(min(departs_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
    'max', json_build_object('status', max(status), 'arrivedAt', to_char(max(arrived_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
    'countDistinct', json_build_object('status', count(distinct status)),
    'stddev', json_build_object('waveHeightM', stddev(wave_height_m)))) from sailing),
  'routes', (select json_build_object('aggregate', json_build_object(
    'sum', json_build_object(
      'crossingTime', (select 'PT' || floor(s / 3600) || 'H' || floor(mod(s, 3600) / 60) || 'M' from (select sum(extract(epoch from crossing_time)) as s from route) as seconds),
      'distanceNm', sum(distance_nm)::text),
    'avg', json_build_object('crossingTime', (select 'PT' || floor(s / 3600) || 'H' || floor(mod(s, 3600) / 60) || 'M' || trim_scale(mod(s, 60)) || 'S' from (select avg(extract(epoch from crossing_time)) as s from route) as seconds)),
    'boolAnd', json_build_object('isScenic', bool_and(is_scenic)),
    'boolOr', json_build_object('isScenic', bool_or(is_scenic)),
    'max', json_build_object('isScenic', bool_or(is_scenic), 'slug', max(slug)))) from route))
