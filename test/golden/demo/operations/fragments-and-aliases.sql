with vessels as (
  select length_m, launched_on, json_build_object('nodes', json_build_array(json_build_object(
    'name', vessel.name,
    'called', vessel.name,
    'home', json_build_object('name', port.name, 'island', json_build_object('__typename', 'Island', 'slug', island.slug), 'portId', port_id),
    'length', length_m::text))) as answer
  from vessel join port on port_id = home_port_id join island using (island_id)
)
select json_build_object(
  'longest', (select answer from vessels order by length_m desc limit 1),
  'oldest', (select answer from vessels order by launched_on limit 1),
  'ferries', json_build_object('count', (select count(*) from vessel where kind = 'car_ferry')))
