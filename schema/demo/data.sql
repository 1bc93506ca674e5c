-- The data of Lantern Isles Ferries: invented, the same on every load, as of 1 June 2026 at noon.
-- `set pillion.scale = 100` beforehand gives a hundred times the sailings, bookings and customers; 1000 is the most.
-- Nothing here depends on the session's time zone, the database's collation or the order of rows in a table.

create function pg_temp.scale() returns integer language sql stable
as $$ select coalesce(nullif(current_setting('pillion.scale', true), ''), '1')::integer $$;

create function pg_temp.noon_today() returns timestamp with time zone language sql immutable
as $$ select timestamp with time zone '2026-06-01 12:00:00+00' $$;

-- A number from 0 to size - 1, drawn by lot: each lot gives every n another number. Hash partitions rest on
-- hashint8extended, so it is the same in every version and on every machine.
create function pg_temp.pick(n bigint, lot integer, size integer) returns integer language sql immutable
as $$ select ((hashint8extended(n, lot) & 9223372036854775807) % size)::integer $$;

-- Letters without accents, for addresses; lower() alone would depend on the database's locale.
create function pg_temp.plain(name text) returns text language sql immutable
as $$
  select translate(
    name,
    'ABCDEFGHIJKLMNOPQRSTUVWXYZÁÉØáåéëíóöøń ’',
    'abcdefghijklmnopqrstuvwxyzaeoaaeeiooon-'
  )
$$;

create temporary table word as
select
  array[
    'Ada', 'Ágnes', 'Aiko', 'Alasdair', 'Amara', 'Anselm', 'Astrid', 'Bashir', 'Beatriz', 'Björn', 'Brónagh', 'Caspian',
    'Chidi', 'Clémence', 'Cormac', 'Dagny', 'Davit', 'Delphine', 'Eilidh', 'Elif', 'Élodie', 'Emeka', 'Esben', 'Farida',
    'Fionn', 'Freya', 'Gethin', 'Greta', 'Hamish', 'Haruki', 'Ilse', 'Imogen', 'Ingrid', 'Ines', 'Jonas', 'Juniper',
    'Kaspar', 'Keir', 'Leocadia', 'Linnéa', 'Lucía', 'Maëlle', 'Magnus', 'Mairead', 'Milo', 'Nadia', 'Niamh', 'Nils',
    'Noor', 'Odalys', 'Olamide', 'Oskar', 'Priya', 'Quentin', 'Rónán', 'Rosalind', 'Runa', 'Saoirse', 'Seren', 'Sigrid',
    'Søren', 'Tadhg', 'Tamsin', 'Thea', 'Tomasz', 'Una', 'Vikram', 'Wilhelmina', 'Xanthe', 'Yusuf', 'Zoë', 'Øyvind'
  ] as given_names,
  array[
    'Abernathy', 'Achterberg', 'Adeyemi', 'Arsenault', 'Bellweather', 'Bjarnason', 'Brannigan', 'Brightwater', 'Calloway',
    'Castellan', 'Cruickshank', 'Dahl', 'Drummond', 'Eastwick', 'Eklund', 'Fairweather', 'Farrow', 'Finnegan', 'Fjeld',
    'Garnet', 'Gulliver', 'Halloran', 'Haugen', 'Hawthorne', 'Ibarra', 'Innes', 'Ironside', 'Jørgensen', 'Kettleborough',
    'Kirkbride', 'Kowalski', 'Lindqvist', 'Lobo', 'MacAskill', 'Marchetti', 'Merriweather', 'Mistry', 'Moreau', 'Nakamura',
    'Nwosu', 'O’Driscoll', 'Okonkwo', 'Oyelaran', 'Pascoe', 'Pemberton', 'Penhallow', 'Quayle', 'Rasmussen', 'Redfern',
    'Rosenqvist', 'Sandoval', 'Saltmarsh', 'Shackleton', 'Skarsgård', 'Sørbø', 'Stormont', 'Tanaka', 'Thistlewood',
    'Tregenza', 'Underhill', 'Valverde', 'Vance', 'Wavell', 'Whitlock', 'Winterbourne', 'Yilmaz', 'Zielińska', 'Zubiri'
  ] as family_names;

insert into public.island (island_id, slug, name, area_km2, population, known_for, description) values
  (1, 'lantern', 'Lantern', 84.30, 6120, '{harbour market,lighthouse museum,smoked mackerel}', 'The main island, named after the light that has never once gone out.'),
  (2, 'vesper', 'Vesper', 41.75, 2310, '{sunsets,stone circle,honey cake}', 'Where the sun goes down twice: once behind the hill and once behind the sea.'),
  (3, 'orholm', 'Ørholm', 63.10, 1480, '{birch woods,cycle path,open-air stage}', 'Woods, meadows and forty kilometres of cycle path without a traffic light. 🚲'),
  (4, 'sainte-elodie', 'Sainte-Élodie', 22.40, 640, '{bakery,rose gardens}', 'Settled by bakers, and one can still smell it from the deck.'),
  (5, 'marrow', 'Marrow', 118.90, 3905, '{mountain railway,shipyard,whisky}', 'The largest island and the steepest, with a railway that proves both.'),
  (6, 'gannet-rock', 'Gannet Rock', 0.85, null, '{gannets}', 'Sixty thousand gannets and one very patient warden in summer.'),
  (7, 'candlemas', 'Candlemas', 15.20, 210, '{snowdrops,chapel}', 'White with snowdrops in February, white with daisies in June.'),
  (8, 'thrift', 'Thrift', 9.60, 88, '{sea pinks,swimming cove}', 'Eighty-eight people, one shop, no hurry.'),
  (9, 'far-skerry', 'Far Skerry', 2.15, null, '{seals,silence}', 'The last land before the ocean; bring a thermos.'),
  (10, 'kelpie', 'Kelpie', 30.05, 1120, '{ponies,long beach,kite festival}', 'Eleven kilometres of sand, and ponies that know the timetable.'),
  (11, 'iseult', 'Iseult', 12.70, 340, '{ruined castle,oysters}', 'A castle, a legend and the best oysters of the isles. 🦪'),
  (12, 'little-lantern', 'Little Lantern', 4.40, 35, '{star gazing}', 'Street lamps are forbidden here, so that the stars may be seen.');

insert into public.port (port_id, island_id, slug, name, latitude, longitude, berth_count, has_vehicle_ramp, facilities, office_opens_at, office_closes_at) values
  (1, 1, 'lantern-quay', 'Lantern Quay', 57.8412, -11.2043, 6, true, '{café,ticket office,toilets,bicycle hire,left luggage}', '04:45', '22:00'),
  (2, 1, 'north-light', 'North Light', 57.9227, -11.1786, 2, true, '{toilets,shelter}', null, null),
  (3, 1, 'mackerel-steps', 'Mackerel Steps', 57.8011, -11.2550, 1, false, '{smokehouse}', null, null),
  (4, 2, 'vesper-harbour', 'Vesper Harbour', 57.7390, -11.5618, 3, true, '{café,ticket office,toilets}', '06:00', '20:30'),
  (5, 2, 'evensong-pier', 'Evensong Pier', 57.7025, -11.6304, 1, false, '{shelter}', null, null),
  (6, 3, 'orholm-by', 'Ørholm By', 58.0633, -11.4127, 3, true, '{bicycle hire,ticket office,toilets}', '06:30', '19:00'),
  (7, 3, 'birkenes', 'Birkenes', 58.1178, -11.4890, 1, false, '{campsite,drinking water}', null, null),
  (8, 4, 'port-elodie', 'Port-Élodie', 57.6541, -11.0829, 2, true, '{bakery,ticket office,toilets}', '06:15', '18:45'),
  (9, 5, 'marrow-town', 'Marrow Town', 57.4968, -11.4472, 5, true, '{café,ticket office,toilets,railway station,left luggage}', '05:00', '21:30'),
  (10, 5, 'slipway', 'Slipway', 57.4402, -11.5213, 4, true, '{shipyard}', '07:00', '16:00'),
  (11, 5, 'whisky-stairs', 'Whisky Stairs', 57.5310, -11.3395, 1, false, '{distillery shop,toilets}', null, null),
  (12, 6, 'gannet-landing', 'Gannet Landing', 57.5874, -11.8961, 1, false, '{}', null, null),
  (13, 7, 'candlemas-chapel', 'Candlemas Chapel', 57.9585, -10.9012, 1, false, '{shelter,toilets}', null, null),
  (14, 8, 'thrift-cove', 'Thrift Cove', 57.8796, -10.7744, 1, false, '{honesty shop}', null, null),
  (15, 9, 'far-skerry-ledge', 'Far Skerry Ledge', 58.2451, -12.1407, 1, false, '{}', null, null),
  (16, 10, 'kelpie-strand', 'Kelpie Strand', 57.6102, -10.6638, 2, true, '{café,kite hire,ticket office,toilets}', '07:00', '18:00'),
  (17, 11, 'iseult-castle', 'Iseult Castle', 57.7718, -10.9463, 2, true, '{oyster bar,toilets}', null, null),
  (18, 12, 'little-lantern-jetty', 'Little Lantern Jetty', 57.8619, -11.3310, 1, false, '{drinking water}', null, null);

-- Each crossing in both directions; the first sixteen routes run without an end.
insert into public.route (route_id, slug, name, origin_id, destination_id, distance_nm, crossing_time, operated_during, is_scenic)
select
  crossing.place * 2 - 1 + direction,
  origin.slug || '-to-' || destination.slug,
  origin.name || ' – ' || destination.name,
  origin.port_id,
  destination.port_id,
  distance.nm,
  interval '5 minutes' * ceil(distance.nm / 14 * 12 + 1),
  crossing.operated_during,
  crossing.is_scenic
from (values
  (1, 1, 4, daterange('2019-04-01', null), false),
  (2, 1, 6, daterange('2019-04-01', null), false),
  (3, 1, 9, daterange('2019-04-01', null), true),
  (4, 1, 8, daterange('2020-03-01', null), false),
  (5, 4, 9, daterange('2020-03-01', null), true),
  (6, 8, 16, daterange('2021-05-01', null), false),
  (7, 1, 17, daterange('2021-05-01', null), true),
  (8, 2, 13, daterange('2022-02-02', null), false),
  (9, 13, 14, daterange('2024-03-01', null), true),
  (10, 3, 18, daterange('2023-06-01', '2025-10-01'), true),
  (11, 5, 12, daterange('2024-05-15', '2024-09-15'), true),
  (12, 7, 15, daterange('2025-06-01', '2026-09-01'), true)
) as crossing (place, from_id, to_id, operated_during, is_scenic)
cross join generate_series(0, 1) as direction
join public.port as origin on origin.port_id = case direction when 0 then from_id else to_id end
join public.port as destination on destination.port_id = case direction when 0 then to_id else from_id end
cross join lateral (
  select round(public.distance_between(origin.slug, destination.slug)::numeric, 1) as nm
) as distance;

insert into public.fare_class (fare_class_id, slug, name, emoji, has_seat, maximum_age) values
  (1, 'adult', 'Adult', '🧑', true, null),
  (2, 'child', 'Child', '🧒', true, 15),
  (3, 'senior', 'Senior', '🧓', true, null),
  (4, 'islander', 'Islander', '🏝️', true, null),
  (5, 'bicycle', 'Bicycle', '🚲', false, null),
  (6, 'motorcycle', 'Motorcycle', '🏍️', false, null),
  (7, 'car', 'Car', '🚗', false, null),
  (8, 'dog', 'Dog', '🐕', false, null);

insert into public.fare (route_id, fare_class_id, price, changed_on)
select
  route.route_id,
  share.fare_class_id,
  round((3.5 + route.distance_nm * 0.62) * share.part * 10) / 10,
  date '2024-01-01' + 91 * pg_temp.pick(route.route_id * 10 + share.fare_class_id, 1, 8)
from public.route
join public.port as origin on origin.port_id = route.origin_id
join public.port as destination on destination.port_id = route.destination_id
cross join (values (1, 1), (2, 0.5), (3, 0.75), (4, 0.4), (5, 0.3), (6, 1.1), (7, 2.6), (8, 0.2)) as share (fare_class_id, part)
where share.fare_class_id not in (6, 7) or (origin.has_vehicle_ramp and destination.has_vehicle_ramp);

insert into public.vessel (vessel_id, home_port_id, slug, name, kind, launched_on, retired_on, length_m, deck_capacities, metres_sailed, tracker_address, specification) values
  (1, 1, 'aurora-bell', 'Aurora Bell', 'car_ferry', '2011-05-14', null, 86.40, '{120,240,90}', 1482903350, '192.0.2.11', '{"engines": 2, "topSpeedKnots": 17.5, "colours": ["white", "signal red"], "hybrid": false}'),
  (2, 1, 'good-intent', 'Good Intent', 'car_ferry', '2008-09-02', null, 78.25, '{110,200,60}', 1733048122, '192.0.2.12', '{"engines": 2, "topSpeedKnots": 16, "colours": ["white", "navy"], "hybrid": false}'),
  (3, 9, 'queen-of-marrow', 'Queen of Marrow', 'car_ferry', '2016-03-21', null, 92.10, '{140,260,120}', 948220417, '192.0.2.13', '{"engines": 4, "topSpeedKnots": 19, "colours": ["cream", "moss green"], "hybrid": true}'),
  (4, 4, 'evening-star', 'Evening Star', 'car_ferry', '2003-06-30', null, 64.90, '{90,150}', 2147500988, '192.0.2.14', '{"engines": 2, "topSpeedKnots": 14, "colours": ["white", "amber"], "hybrid": false}'),
  (5, 1, 'quicksilver', 'Quicksilver', 'catamaran', '2018-04-11', null, 42.00, '{180,60}', 871334502, '192.0.2.15', '{"engines": 4, "topSpeedKnots": 34, "colours": ["silver"], "hybrid": false}'),
  (6, 1, 'storm-petrel', 'Storm Petrel', 'catamaran', '2021-02-19', null, 44.50, '{190,70}', 402118934, '192.0.2.16', '{"engines": 4, "topSpeedKnots": 36, "colours": ["slate", "white"], "hybrid": true}'),
  (7, 6, 'birkebeiner', 'Birkebeiner', 'catamaran', '2023-05-05', null, 38.75, '{150}', 158840077, '192.0.2.17', '{"engines": 2, "topSpeedKnots": 28, "colours": ["birch", "blue"], "hybrid": true, "batteryKWh": 1800}'),
  (8, 8, 'petit-four', 'Petit Four', 'mail_boat', '1998-10-17', null, 24.30, '{48}', 1190456201, null, '{"engines": 1, "topSpeedKnots": 12, "colours": ["pink", "cream"], "hybrid": false}'),
  (9, 13, 'snowdrop', 'Snowdrop', 'mail_boat', '2005-02-02', null, 22.15, '{40}', 733901288, '192.0.2.19', '{"engines": 1, "topSpeedKnots": 12.5, "colours": ["white", "leaf green"], "hybrid": false}'),
  (10, 16, 'sea-pony', 'Sea Pony', 'mail_boat', '2014-08-23', null, 26.00, '{55}', 510220930, '2001:db8:5ea::10', '{"engines": 1, "topSpeedKnots": 14, "colours": ["chestnut"], "hybrid": false}'),
  (11, 17, 'oyster-catcher', 'Oyster Catcher', 'mail_boat', '2020-07-01', null, 25.60, '{52}', 220410655, '2001:db8:5ea::11', '{"engines": 1, "topSpeedKnots": 15, "colours": ["black", "orange"], "hybrid": true, "batteryKWh": 420}'),
  (12, 1, 'grand-lantern', 'Grand Lantern', 'sailing_ship', '1934-06-09', null, 51.80, '{70,30}', 3018855240, null, '{"masts": 3, "sailAreaM2": 940, "engines": 1, "colours": ["oak", "white"]}'),
  (13, 9, 'old-faithful', 'Old Faithful', 'car_ferry', '1987-04-18', '2025-10-01', 58.70, '{80,130}', 4402117903, null, '{"engines": 2, "topSpeedKnots": 11, "colours": ["rust"], "hybrid": false}'),
  (14, 4, 'dawn-treble', 'Dawn Treble', 'catamaran', '2002-05-27', '2024-11-04', 36.20, '{130}', 1655090410, null, '{"engines": 2, "topSpeedKnots": 27, "colours": ["teal"], "hybrid": false}');

insert into public.vessel_certificate (vessel_certificate_id, vessel_id, issued_by, valid_during, fingerprint)
select
  md5('certificate of ' || slug)::uuid,
  vessel_id,
  case when vessel_id % 3 = 0 then 'Marrow Harbour Board' else 'Lantern Isles Coastguard' end,
  daterange(
    date '2022-03-01' + 37 * vessel_id,
    coalesce(retired_on, date '2027-03-01' + 37 * vessel_id)
  ),
  sha256(convert_to('certificate of ' || slug, 'UTF8'))
from public.vessel
where vessel_id <> 12;

insert into public.amenity (amenity_id, slug, name, emoji) values
  (1, 'cafe', 'Café', '☕'),
  (2, 'sun-deck', 'Sun deck', '🌞'),
  (3, 'bicycle-rack', 'Bicycle rack', '🚲'),
  (4, 'quiet-saloon', 'Quiet saloon', '🤫'),
  (5, 'play-corner', 'Play corner', '🧸'),
  (6, 'wireless-internet', 'Wireless internet', '📶'),
  (7, 'step-free-access', 'Step-free access', '♿'),
  (8, 'dog-basket', 'Dog basket', '🐕'),
  (9, 'library', 'Library', '📚'),
  (10, 'piano', 'Piano', '🎹');

insert into public.vessel_amenity (vessel_id, amenity_id)
select vessel_id, amenity_id
from (values
  (1, '{1,2,3,4,5,6,7}'::integer[]), (2, '{1,2,3,6,7}'), (3, '{1,2,3,4,5,6,7,8,9}'), (4, '{1,2,3,8}'), (5, '{1,6,7}'),
  (6, '{1,3,6,7}'), (7, '{3,6,7,8}'), (8, '{1}'), (9, '{8}'), (10, '{3,8}'), (11, '{3,7}'), (12, '{1,2,9,10}'), (13, '{2,3}')
) as outfit (vessel_id, amenities)
cross join unnest(amenities) as amenity_id;

insert into public.repair (repair_id, vessel_id, in_yard_during, work, cost, is_emergency)
select
  n,
  1 + pg_temp.pick(n, 2, 12),
  tstzrange(
    timestamp with time zone '2023-11-06 07:00:00+00' + interval '23 days' * n,
    timestamp with time zone '2023-11-06 16:00:00+00' + interval '23 days' * n + interval '1 day' * pg_temp.pick(n, 3, 21)
  ),
  (array[
    'Hull cleaned and painted', 'Port engine overhauled', 'Bow door sealed', 'Gangway replaced', 'Propeller balanced',
    'Batteries exchanged', 'Café galley rewired', 'Rudder bearing renewed', 'Windows of the saloon resealed', 'Radar mast straightened'
  ])[1 + pg_temp.pick(n, 4, 10)],
  case when n < 39 then 1800 + pg_temp.pick(n, 5, 24000000) / 100.0 end,
  pg_temp.pick(n, 6, 5) = 0
from generate_series(1, 40) as n;

-- 1 directs, 2 to 6 lead a department, 7 to 18 are captains; from 19 on engineers, deckhands, stewards and clerks in turn.
insert into public.employee (employee_id, reports_to, port_id, given_name, family_name, email, job_title, languages, hired_on, left_on, monthly_salary)
select
  n,
  case when n > 18 then case trade when 0 then 7 + pg_temp.pick(n, 10, 12) when 1 then 7 + pg_temp.pick(n, 10, 12) when 2 then 4 else 5 end
    when n > 6 then 2 when n > 1 then 1 end,
  case when n <= 6 then 1 when n > 18 and trade = 3 then 1 + pg_temp.pick(n, 11, 18) end,
  given_name,
  family_name,
  pg_temp.plain(given_name) || '.' || pg_temp.plain(family_name) || case when n > 18 then n::text else '' end || '@lantern-isles.example',
  case
    when n <= 6 then (array['Managing Director', 'Fleet Captain', 'Chief Engineer', 'Head of Passenger Service', 'Head of Ports', 'Treasurer'])[n]
    when n <= 18 then 'Captain'
    else (array['Engineer', 'Deckhand', 'Steward', 'Ticket Clerk'])[1 + trade]
  end,
  array['en']
    || case pg_temp.pick(n, 12, 3) when 0 then array['fr'] when 1 then array['no'] else array[]::text[] end
    || case pg_temp.pick(n, 13, 4) when 0 then array['gd', 'ga'] when 1 then array['de'] else array[]::text[] end,
  hired_on,
  case when n > 18 and pg_temp.pick(n, 14, 9) = 0 then greatest(hired_on + 200, date '2024-03-31') + 7 * pg_temp.pick(n, 15, 80) end,
  case when n = 1 then 9400 when n <= 6 then 6800 when n <= 18 then 5200 else (array[4100, 3050, 2900, 2800])[1 + trade] end
    + 12.5 * pg_temp.pick(n, 16, 40)
from (
  select
    n,
    (n - 19) % 4 as trade,
    given_names[1 + pg_temp.pick(n, 17, cardinality(given_names))] as given_name,
    family_names[1 + pg_temp.pick(n, 18, cardinality(family_names))] as family_name,
    date '2006-03-01' + pg_temp.pick(n, 19, 6400) as hired_on
  from word, generate_series(1, 60 + 5 * pg_temp.scale()) as n
) as person
-- The superior goes first, whom the foreign key wants.
order by n;

insert into public.qualification (qualification_id, slug, name, valid_for) values
  (1, 'master-mariner', 'Master mariner', null),
  (2, 'sea-survival', 'Sea survival', interval '5 years'),
  (3, 'engine-watch', 'Engine watch', interval '5 years'),
  (4, 'first-aid', 'First aid', interval '2 years'),
  (5, 'crowd-management', 'Crowd management', interval '3 years'),
  (6, 'high-speed-craft', 'High-speed craft', interval '2 years 6 months'),
  (7, 'celestial-navigation', 'Celestial navigation', null),
  (8, 'fire-fighting', 'Fire fighting', interval '5 years');

insert into public.employee_qualification (employee_id, qualification_id, earned_on, expires_on, score)
select
  employee_id,
  qualification_id,
  earned_on,
  (earned_on + valid_for)::date,
  case when qualification_id <> 4 then 50 + pg_temp.pick(employee_id * 10 + qualification_id, 20, 51) end
from public.employee
cross join public.qualification
cross join lateral (
  select date '2021-09-01' + pg_temp.pick(employee_id * 10 + qualification_id, 21, 1700) as earned_on
) as examination
where case qualification_id
  when 1 then job_title in ('Captain', 'Fleet Captain')
  when 2 then port_id is null
  when 3 then job_title in ('Engineer', 'Chief Engineer')
  when 7 then job_title = 'Captain' and employee_id % 4 = 0
  else pg_temp.pick(employee_id * 10 + qualification_id, 22, 3) = 0
end;

insert into public.payslip (payslip_id, employee_id, month, gross_pay, tax, paid_at)
select
  row_number() over (order by month, employee_id),
  employee_id,
  month,
  gross_pay,
  round(gross_pay * (0.16 + gross_pay / 60000), 2),
  case when month < date '2026-05-01' or employee_id % 5 <> 0 then (month + 27 + time '09:30') at time zone 'UTC' end
from (
  select
    employee_id,
    month::date,
    case when extract(month from month) = 12 then monthly_salary * 1.5 else monthly_salary end as gross_pay
  from public.employee
  cross join generate_series(timestamp '2025-06-01', timestamp '2026-05-01', interval '1 month') as month
  where hired_on <= month and (left_on is null or left_on > month)
) as pay;

-- Twelve sailings around noon today, so that the departure board has something to show; the others are spread over the
-- 1,096 days from 2024 to 2026. A route or a vessel that is not in service that day leaves its place to one that always is.
insert into public.sailing (sailing_id, route_id, vessel_id, captain_id, status, departs_at, arrives_at, departed_at, arrived_at, wave_height_m, logbook)
select
  sailing_id,
  route_id,
  vessel_id,
  case when departs_at < pg_temp.noon_today() + interval '30 days' then 7 + pg_temp.pick(n, 30, 12) end,
  status,
  departs_at,
  departs_at + crossing_time,
  case when status in ('under_way', 'arrived') then departs_at + delay end,
  case when status = 'arrived' then departs_at + delay + crossing_time + interval '1 minute' * pg_temp.pick(n, 31, 9) end,
  case when departs_at < pg_temp.noon_today() then wave_height_m end,
  case when status = 'arrived' then jsonb_build_object(
    'windDirection', (array['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'])[1 + pg_temp.pick(n, 32, 8)],
    'fuelLitres', case when vessel_id <> 12 then 90 + pg_temp.pick(n, 33, 900) end,
    'sightings', case pg_temp.pick(n, 34, 6)
      when 0 then jsonb_build_array(jsonb_build_object('animal', 'porpoise', 'count', 1 + pg_temp.pick(n, 35, 6)))
      when 1 then jsonb_build_array(
        jsonb_build_object('animal', 'seal', 'count', 1 + pg_temp.pick(n, 35, 20)),
        jsonb_build_object('animal', 'gannet', 'count', 1 + pg_temp.pick(n, 36, 300)))
      when 2 then jsonb_build_array(jsonb_build_object('animal', 'minke whale', 'count', 1))
      else jsonb_build_array()
    end
  ) end
from (
  select
    n,
    row_number() over (order by departs_at, n) as sailing_id,
    route.route_id,
    case when vessel.retired_on <= day then 1 + pg_temp.pick(n, 37, 12) else vessel.vessel_id end as vessel_id,
    departs_at,
    route.crossing_time,
    wave_height_m,
    delay,
    case
      when wave_height_m > 2.6 and departs_at < pg_temp.noon_today() then 'cancelled'
      when departs_at + delay + route.crossing_time + interval '9 minutes' <= pg_temp.noon_today() then 'arrived'
      when departs_at + delay <= pg_temp.noon_today() then 'under_way'
      when departs_at <= pg_temp.noon_today() + interval '30 minutes' then 'boarding'
      else 'scheduled'
    end::public.sailing_status as status
  from (
    select
      n,
      day,
      (day + case when n < 12 then time '09:00' + interval '20 minutes' * n
        else time '05:30' + interval '5 minutes' * pg_temp.pick(n, 41, 192) end) at time zone 'UTC' as departs_at,
      interval '30 seconds' * (pg_temp.pick(n, 38, 14) + case when pg_temp.pick(n, 39, 8) = 0 then pg_temp.pick(n, 40, 90) else 0 end) as delay,
      1 + pg_temp.pick(n, 42, 24) as wished_route_id,
      1 + pg_temp.pick(n, 43, 14) as wished_vessel_id,
      -- Winter storms: the sea is highest in January and calmest in July.
      (25 + 110 * abs(195 - extract(doy from day)::integer) / 195 + pg_temp.pick(n, 44, 160) * pg_temp.pick(n, 45, 160) / 100) / 100.0 as wave_height_m
    from (
      select
        n,
        case when n < 12 then date '2026-06-01' else date '2024-01-01' + (n * 1096 / (600 * pg_temp.scale()))::integer end as day
      from generate_series(0::bigint, 600 * pg_temp.scale() - 1) as n
    ) as dated
  ) as wish
  join public.route as wished_route on wished_route.route_id = wished_route_id
  join public.route on route.route_id = case when wished_route.operated_during @> day then wished_route_id else 1 + (wished_route_id + n) % 16 end
  join public.vessel on vessel.vessel_id = wished_vessel_id
) as draft;

-- In one transaction nobody else could tell the planner how large the tables have become.
analyze public.employee, public.sailing;

-- Three trades of each crew, as far as they are employed on the day.
insert into public.crew_assignment (sailing_id, employee_id, duty, hours)
select
  sailing.sailing_id,
  employee.employee_id,
  (array['engine room', 'lines and ramp', 'gangway and saloon'])[1 + trade],
  ceil(extract(epoch from sailing.arrives_at - sailing.departs_at) / 900) / 4 + 0.5
from public.sailing
cross join generate_series(0, 2) as trade
join public.employee
  on employee.employee_id = 19 + 4 * pg_temp.pick(sailing.sailing_id, 50 + trade, (42 + 5 * pg_temp.scale()) / 4) + trade
where sailing.captain_id is not null
  and employee.hired_on <= (sailing.departs_at at time zone 'UTC')::date
  and (employee.left_on is null or employee.left_on > (sailing.departs_at at time zone 'UTC')::date);

insert into public.weather_reading (port_id, observed_at, temperature_c, wind_knots, visibility_nm, sky)
select
  port_id,
  observed_at,
  (80 + 60 * (183 - abs(200 - extract(doy from observed_at)::integer)) / 183 + pg_temp.pick(n, 60, 60)) / 10.0,
  (pg_temp.pick(n, 61, 220) + pg_temp.pick(n, 62, 220)) / 10.0,
  case when pg_temp.pick(n, 63, 25) > 0 then (5 + pg_temp.pick(n, 64, 195)) / 10.0 end,
  (array['clear', 'clear', 'scattered cloud', 'overcast', 'overcast', 'drizzle', 'rain', 'sea fog'])[1 + pg_temp.pick(n, 65, 8)]
from (
  select
    port_id,
    port_id * 1000000000::bigint + place as n,
    timestamp '2024-01-01 00:00' + interval '10 minutes' * (place * 882 * 144 / (110 * pg_temp.scale())) as observed_at
  from public.port
  cross join generate_series(0::bigint, 110 * pg_temp.scale() - 1) as place
) as reading;

insert into public.customer (customer_id, referrer_id, name, email, country_code, birth_date, joined_at, wants_newsletter, loyalty_points, preferences)
select
  n,
  case when n > 10 and pg_temp.pick(n, 70, 4) = 0 then 1 + pg_temp.pick(n, 71, n::integer - 1) end,
  given_name || ' ' || family_name,
  pg_temp.plain(given_name) || '.' || pg_temp.plain(family_name) || n || '@'
    || (array['example.com', 'example.org', 'example.net', 'post.example'])[1 + pg_temp.pick(n, 72, 4)],
  (array['GB', 'GB', 'GB', 'IE', 'IE', 'NO', 'NO', 'DK', 'FR', 'FR', 'DE', 'DE', 'SE', 'NL', 'ES', 'PL', 'CA', 'US', 'JP', 'IN'])[1 + pg_temp.pick(n, 73, 20)],
  case when pg_temp.pick(n, 74, 6) > 0 then date '1941-02-28' + pg_temp.pick(n, 75, 24800) end,
  timestamp with time zone '2019-04-01 08:00:00+00' + interval '1 second' * pg_temp.pick(n, 76, 149000000),
  pg_temp.pick(n, 77, 3) = 0,
  pg_temp.pick(n, 78, 120) * pg_temp.pick(n, 79, 120),
  case pg_temp.pick(n, 80, 5)
    when 0 then '{"seat": "window", "meal": "vegetarian"}'
    when 1 then '{"seat": "deck", "travelsWith": ["dog", "bicycle"]}'
    when 2 then '{"seat": "aisle", "stepFree": true}'
    when 3 then '{"meal": "fish soup", "language": "fr"}'
    else '{}'
  end::jsonb
from (
  select
    n,
    given_names[1 + pg_temp.pick(n, 81, cardinality(given_names))] as given_name,
    family_names[1 + pg_temp.pick(n, 82, cardinality(family_names))] as family_name
  from word, generate_series(1::bigint, 500 * pg_temp.scale()) as n
) as person
order by n;

-- Some customers travel far more than others. What would be booked after today is left out.
create temporary table booking_draft as
select
  row_number() over (order by booked_at, n) as booking_id,
  n,
  customer_id,
  sailing_id,
  booked_at,
  case
    when sailing.status = 'cancelled' or pg_temp.pick(n, 90, 20) = 0 then 'refunded'
    when sailing.status in ('arrived', 'under_way') then case when pg_temp.pick(n, 91, 50) = 0 then 'paid' else 'travelled' end
    when pg_temp.pick(n, 92, 7) = 0 then 'held'
    else 'paid'
  end::public.booking_status as status,
  (array[1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5])[1 + pg_temp.pick(n, 93, 14)] as party_size,
  route_id,
  departs_at
from (
  select
    n,
    1 + (pg_temp.pick(n, 94, 30000)::bigint * pg_temp.pick(n, 95, 30000) * 500 * pg_temp.scale() / 900000000)::integer as customer_id,
    sailing.*,
    sailing.departs_at - interval '1 minute' * (40 + pg_temp.pick(n, 96, 300) * pg_temp.pick(n, 97, 300)) as booked_at
  from generate_series(1::bigint, 3000 * pg_temp.scale()) as n
  join public.sailing on sailing.sailing_id = 1 + pg_temp.pick(n, 98, 600 * pg_temp.scale())
) as sailing
where booked_at < pg_temp.noon_today();

analyze booking_draft, public.customer;

create temporary table ticket_draft as
select
  line.booking_id,
  line.line_number,
  line.ticket_number,
  line.route_id,
  line.fare_class_id,
  case
    when line.line_number = 1 or not fare_class.has_seat then customer.name
    else given_names[1 + pg_temp.pick(line.ticket_number, 100, cardinality(given_names))] || substr(customer.name, strpos(customer.name, ' '))
  end as holder_name,
  case when fare_class.has_seat then
    (1 + pg_temp.pick(line.ticket_number, 101, 28)) || (array['A', 'B', 'C', 'D', 'E', 'F'])[1 + pg_temp.pick(line.ticket_number, 102, 6)]
  end as seat,
  fare.price
from (
  select
    booking_id,
    customer_id,
    route_id,
    line_number,
    booking_id * 10 + line_number as ticket_number,
    case
      when line_number = 1 then (array[1, 1, 1, 1, 1, 1, 3, 3, 4])[1 + pg_temp.pick(booking_id, 103, 9)]
      else (array[1, 1, 1, 1, 2, 2, 2, 3, 4, 5, 5, 6, 7, 7, 8])[1 + pg_temp.pick(booking_id * 10 + line_number, 104, 15)]
    end as wished_class_id
  from booking_draft
  cross join generate_series(1, party_size) as line_number
) as wish
cross join lateral (
  -- No vehicles where there is no ramp: a bicycle goes along instead.
  select wish.booking_id, wish.customer_id, wish.route_id, wish.line_number, wish.ticket_number,
    case when exists (
      select from public.fare where fare.route_id = wish.route_id and fare.fare_class_id = wish.wished_class_id
    ) then wished_class_id else 5 end as fare_class_id
) as line
join public.fare on fare.route_id = line.route_id and fare.fare_class_id = line.fare_class_id
join public.fare_class on fare_class.fare_class_id = line.fare_class_id
join public.customer on customer.customer_id = line.customer_id
cross join word;

analyze ticket_draft;

insert into public.booking (booking_id, customer_id, sailing_id, reference, status, booked_at, booked_from, total, note)
select
  booking_id,
  customer_id,
  sailing_id,
  md5('booking ' || booking_id)::uuid,
  status,
  booked_at,
  case
    when pg_temp.pick(n, 110, 5) = 0 then null
    when pg_temp.pick(n, 111, 4) = 0 then inet '2001:db8::' + pg_temp.pick(n, 112, 1000000)
    else (array[inet '198.51.100.0', inet '203.0.113.0'])[1 + pg_temp.pick(n, 113, 2)] + pg_temp.pick(n, 114, 256)
  end,
  total,
  (array[
    'Travelling with a cello; it needs a lashing point.', 'Wheelchair, please keep the ramp down.', 'It is Granny’s 90th birthday! 🎂',
    'Arriving by the railway, may be tight.', 'Two surfboards on the roof.', 'Allergic to nuts.', 'Is the piano in tune?',
    'Nous voyageons avec un chat très bavard. 🐈', 'Tandem, 2.60 m long.', 'Honeymoon 💍'
  ])[1 + pg_temp.pick(n, 115, 60)]
from booking_draft
join (select booking_id, sum(price) as total from ticket_draft group by booking_id) as bill using (booking_id);

insert into public.ticket (booking_id, line_number, route_id, fare_class_id, holder_name, seat, price)
select booking_id, line_number, route_id, fare_class_id, holder_name, seat, price
from ticket_draft;

insert into public.boarding (booking_id, line_number, steward_id, boarded_at)
select
  booking_id,
  line_number,
  case when pg_temp.pick(ticket_number, 120, 3) > 0
    then 21 + 4 * pg_temp.pick(ticket_number, 121, (42 + 5 * pg_temp.scale()) / 4) end,
  departs_at - interval '1 second' * (120 + pg_temp.pick(ticket_number, 122, 1500))
from booking_draft
join ticket_draft using (booking_id)
where booking_draft.status = 'travelled' and pg_temp.pick(ticket_number, 123, 40) > 0;

-- A passenger whose vessel left late has one star fewer to give.
insert into public.review (review_id, customer_id, sailing_id, rating, title, body, posted_at, helpful_votes)
select
  row_number() over (order by posted_at, booking_id),
  customer_id,
  sailing_id,
  rating,
  (case rating
    when 5 then array['Worth it for the view alone', 'Best hour of our holiday', 'Ten out of ten ⛴️', 'Merveilleux !', 'Could have sailed on for ever', 'The crew made our day']
    when 4 then array['A fine crossing', 'Calm, clean and on time', 'Would sail again', 'Good coffee, good company', 'Nearly perfect', 'Recht hübsch']
    when 3 then array['It floats', 'Fine, I suppose', 'Neither here nor there', 'Average, but dry', 'Does what it says']
    when 2 then array['Bring a warm coat', 'Too long in the queue', 'Not what the brochure promised', 'A bumpy ride 🌊']
    else array['Never again', 'Seasick from start to finish 🤢', 'My hat is at the bottom of the sea', 'I should have swum']
  end)[1 + pg_temp.pick(booking_id, 130, case rating when 3 then 5 when 2 then 4 when 1 then 4 else 6 end)],
  case when pg_temp.pick(booking_id, 131, 5) > 0 then
    (case
      when rating >= 4 then array[
        'We stood at the bow the whole way and saw a porpoise.', 'Boarding took three minutes, bicycles and all.',
        'The captain pointed out every lighthouse by name.', 'The children did not ask once whether we were there yet.',
        'Sunrise over the isles, with a cinnamon bun in hand.', 'Everybody waved, even from the shore.']
      when rating = 3 then array[
        'The sea was grey and so was the soup.', 'We left a little late and arrived a little late.',
        'Seats are all right if one is not tall.', 'There was a view, somewhere behind the fog.']
      else array[
        'The café had run out of everything but gherkins.', 'Our car was the last to leave the deck.',
        'The waves came in by the front door.', 'Nobody could tell us when we would leave.']
    end)[1 + pg_temp.pick(booking_id, 132, case when rating >= 4 then 6 else 4 end)]
    || ' ' ||
    (array[
      'Sit on the left.', 'Take the early boat.', 'Dogs get a biscuit from the purser.', 'Mind the wet steps at the quay.',
      'Ask for the smoked mackerel.', 'The saloon is warm and the windows are clean.', 'Keep an eye on your hat.', 'À bientôt!'
    ])[1 + pg_temp.pick(booking_id, 133, 8)]
  end,
  posted_at,
  pg_temp.pick(booking_id, 134, 12) * pg_temp.pick(booking_id, 135, 12) / 4
from (
  select distinct on (booking.customer_id, booking.sailing_id)
    booking.booking_id,
    booking.customer_id,
    booking.sailing_id,
    greatest(1,
      (array[5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 2, 1])[1 + pg_temp.pick(booking.booking_id, 136, 15)]
      - case when sailing.departed_at - sailing.departs_at > interval '15 minutes' then 1 else 0 end) as rating,
    sailing.arrived_at + interval '1 minute' * (30 + pg_temp.pick(booking.booking_id, 137, 20000)) as posted_at
  from public.booking
  join public.sailing using (sailing_id)
  where booking.status = 'travelled' and sailing.status = 'arrived' and pg_temp.pick(booking.booking_id, 138, 10) < 3
  order by booking.customer_id, booking.sailing_id, booking.booking_id
) as opinion
where posted_at < pg_temp.noon_today();

select
  setval(pg_get_serial_sequence('public.island', 'island_id'), (select max(island_id) from public.island)),
  setval(pg_get_serial_sequence('public.port', 'port_id'), (select max(port_id) from public.port)),
  setval(pg_get_serial_sequence('public.route', 'route_id'), (select max(route_id) from public.route)),
  setval(pg_get_serial_sequence('public.fare_class', 'fare_class_id'), (select max(fare_class_id) from public.fare_class)),
  setval(pg_get_serial_sequence('public.vessel', 'vessel_id'), (select max(vessel_id) from public.vessel)),
  setval(pg_get_serial_sequence('public.amenity', 'amenity_id'), (select max(amenity_id) from public.amenity)),
  setval(pg_get_serial_sequence('public.repair', 'repair_id'), (select max(repair_id) from public.repair)),
  setval(pg_get_serial_sequence('public.employee', 'employee_id'), (select max(employee_id) from public.employee)),
  setval(pg_get_serial_sequence('public.qualification', 'qualification_id'), (select max(qualification_id) from public.qualification)),
  setval(pg_get_serial_sequence('public.payslip', 'payslip_id'), (select max(payslip_id) from public.payslip)),
  setval(pg_get_serial_sequence('public.sailing', 'sailing_id'), (select max(sailing_id) from public.sailing)),
  setval(pg_get_serial_sequence('public.customer', 'customer_id'), (select max(customer_id) from public.customer)),
  setval(pg_get_serial_sequence('public.booking', 'booking_id'), (select max(booking_id) from public.booking)),
  setval(pg_get_serial_sequence('public.review', 'review_id'), (select max(review_id) from public.review));

drop table ticket_draft, booking_draft, word;
drop function pg_temp.plain(text);
drop function pg_temp.pick(bigint, integer, integer);
drop function pg_temp.noon_today();
drop function pg_temp.scale();

refresh materialized view public.route_month;
analyze public.island, public.port, public.route, public.fare_class, public.fare, public.vessel, public.vessel_certificate,
  public.amenity, public.vessel_amenity, public.repair, public.employee, public.qualification, public.employee_qualification,
  public.payslip, public.sailing, public.crew_assignment, public.weather_reading, public.customer, public.booking,
  public.ticket, public.boarding, public.review, public.route_month;
