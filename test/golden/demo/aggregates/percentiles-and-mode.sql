with sorted as (
  select price, row_number() over (order by price) as place, count(*) over () as prices from ticket
), share as (
  select 0.25 as fraction union all select 0.5 union all select 0.95
), between as (
  select fraction, (1 + fraction * (prices - 1)) as at, floor(1 + fraction * (prices - 1)) as low
  from share cross join (select max(prices) as prices from sorted) as counted
), interpolated as (
  select fraction, (a.price + (at - low) * (b.price - a.price))::double precision as price
  from between join sorted as a on a.place = low join sorted as b on b.place = least(low + 1, b.prices)
)
select json_build_object(
  'tickets', json_build_object(
    'nodes', (select json_agg(json_build_object('lineNumber', line_number)) from (select line_number from ticket order by booking_id, line_number limit 1) as first),
    'aggregate', json_build_object(
      'mode', json_build_object(
        'price', (select price::text from ticket group by price order by count(*) desc, price limit 1),
        'seat', (select seat from ticket where seat is not null group by seat order by count(*) desc, seat limit 1)),
      'median', json_build_object(
        'price', (select price from interpolated where fraction = 0.5),
        'lineNumber', (select percentile_cont(0.5) within group (order by line_number) from ticket)),
      'quarter', json_build_object('price', (select price from interpolated where fraction = 0.25)),
      'most', json_build_object('price', (select price from interpolated where fraction = 0.95)),
      'mostOfAll', json_build_object(
        'price', (select price::text from sorted where place >= 0.95 * prices order by place limit 1),
        'holderName', (select holder_name from (
            select holder_name, row_number() over (order by holder_name) as place, count(*) over () as names
            from ticket where holder_name is not null) as named
          where place >= 0.95 * names order by place limit 1)),
      'least', json_build_object('price', (select min(price)::text from ticket)))),
  'routes', json_build_object('aggregate', (select json_build_object(
      'median', json_build_object('crossingTime', to_char((
          select avg(crossing_time) from (
            select crossing_time, row_number() over (order by crossing_time) as place, count(*) over () as routes from route) as placed
          where place in (ceil((routes + 1) / 2.0), floor((routes + 1) / 2.0))), '"PT"FMHH24"H"FMMI"M"FMSS"S"')),
      'percentileDisc', json_build_object('isScenic', bool_or(is_scenic),
        'crossingTime', replace(to_char(max(crossing_time), '"PT"FMHH24"H"FMMI"M"'), 'H0M', 'H')))
    from route)),
  'sailings', json_build_object('groupBy', json_build_object('nodes', (
    select json_agg(json_build_object('keys', json_build_object('status', status),
      'aggregate', json_build_object(
        'mode', json_build_object('routeId', (select route_id from sailing where sailing.status = g.status group by route_id order by count(*) desc, route_id limit 1)),
        'tenth', json_build_object('waveHeightM', (select wave_height_m from (
            select wave_height_m, row_number() over (order by wave_height_m) as place, count(*) over () as waves
            from sailing where sailing.status = g.status and wave_height_m is not null) as waved
          where place >= 0.1 * waves order by place limit 1)))) order by median desc, status)
    from (select status, percentile_cont(0.5) within group (order by wave_height_m) as median from sailing group by status) as g
    where median >= 0.1))))
