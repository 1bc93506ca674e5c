select json_build_object('routes', json_build_object('nodes', json_agg(
  json_build_object('name', name, 'origin', json_build_object('island', json_build_object('population', population)))
  order by population desc, destination, origin desc, route_id desc)))
from (
  select r.route_id, r.name, i.population, d.name as destination, o.name as origin
  from route r
  join port o on o.port_id = r.origin_id
  join island i on i.island_id = o.island_id
  join port d on d.port_id = r.destination_id
  order by i.population desc, d.name, o.name desc, r.route_id desc
  limit 5
) page
