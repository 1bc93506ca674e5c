/**
 * What is measured: an operation, the same by hand as one prepared statement whose first column is the answer's `data`,
 * and variables that vary.
 */
export const operations = [
  {
    name: 'by key',
    query: 'query ($id: Int!) { port(portId: $id) { portId name berthCount } }',
    variables: (turn) => ({ id: (turn % 15) + 1 }),
    sql: `select json_build_object('port', (select json_build_object('portId', port_id, 'name', name, 'berthCount', berth_count)
      from port where port_id = $1::int))::text`,
    values: ({ id }) => [id],
  },
  {
    name: 'nested lists',
    query: `query ($id: Int!) { island(islandId: $id) { name ports { nodes { name vesselsByHomePort { nodes { name kind } } } } } }`,
    variables: (turn) => ({ id: (turn % 12) + 1 }),
    sql: `select json_build_object('island', (select json_build_object('name', i.name, 'ports', json_build_object('nodes',
      coalesce((select json_agg(json_build_object('name', p.name, 'vesselsByHomePort', json_build_object('nodes',
        coalesce((select json_agg(json_build_object('name', v.name, 'kind', v.kind) order by v.vessel_id)
          from vessel v where v.home_port_id = p.port_id), '[]'))) order by p.port_id)
        from port p where p.island_id = i.island_id), '[]'))) from island i where island_id = $1::int))::text`,
    values: ({ id }) => [id],
  },
  {
    name: 'page with to-one',
    query: `query ($offset: Int!) { sailings(first: 50, offset: $offset, orderBy: [{ departsAt: ASC }]) { nodes {
      sailingId status route { name distanceNm } vessel { name } captain { familyName } } } }`,
    variables: (turn) => ({ offset: (turn % 10) * 50 }),
    sql: `select json_build_object('sailings', json_build_object('nodes', coalesce(json_agg(json_build_object(
        'sailingId', s.sailing_id::text, 'status', s.status,
        'route', json_build_object('name', r.name, 'distanceNm', r.distance_nm::text),
        'vessel', json_build_object('name', v.name),
        'captain', case when e.employee_id is not null then json_build_object('familyName', e.family_name) end)
        order by s.departs_at, s.sailing_id), '[]')))::text
      from (select * from sailing order by departs_at, sailing_id limit 50 offset $1::int) s
      join route r using (route_id) join vessel v using (vessel_id) left join employee e on e.employee_id = s.captain_id`,
    values: ({ offset }) => [offset],
  },
  {
    name: 'wide list',
    query: `query ($offset: Int!) { weatherReadings(first: 1000, offset: $offset) { nodes {
      portId observedAt temperatureC windKnots visibilityNm sky } } }`,
    variables: (turn) => ({ offset: turn % 5 }),
    sql: `select json_build_object('weatherReadings', json_build_object('nodes', coalesce(json_agg(json_build_object(
        'portId', port_id, 'observedAt', observed_at, 'temperatureC', temperature_c, 'windKnots', wind_knots,
        'visibilityNm', visibility_nm, 'sky', sky) order by port_id, observed_at), '[]')))::text
      from (select * from weather_reading order by port_id, observed_at limit 1000 offset $1::int) w`,
    values: ({ offset }) => [offset],
  },
];
