export const aggregates = {
  name: 'aggregates',
  requests: 1500,
  query: `query ($id: Int!) { tickets(where: { routeId: { eq: $id } }) {
    aggregate { count sum { price } max { price } } } }`,
  variables: (turn) => ({ id: (turn % 24) + 1 }),
  postgraphile: {
    query: `query ($id: Int!) { tickets(filter: { routeId: { equalTo: $id } }) {
      totalCount aggregates { sum { price } max { price } } } }`,
    answer: ({ tickets: { totalCount, aggregates } }) => ({
      tickets: { aggregate: { count: totalCount, ...aggregates } },
    }),
  },
  byHand: {
    query: 'query ($id: Int!) { ticketTotals(routeId: $id) { count sum max } }',
    answer: ({ ticketTotals: { count, sum, max } }) => ({
      tickets: { aggregate: { count, sum: { price: sum }, max: { price: max } } },
    }),
  },
  values: ({ id }) => [id],
  json: {
    text: `select json_build_object('tickets', json_build_object('aggregate', json_build_object('count', count(*),
        'sum', json_build_object('price', sum(price)::text), 'max', json_build_object('price', max(price)::text))))::text
      from ticket where route_id = $1::int`,
  },
  text: {
    text: `select concat('{"tickets":{"aggregate":{"count":', count(*), ',"sum":{"price":', coalesce('"' || sum(price) || '"', 'null'),
        '},"max":{"price":', coalesce('"' || max(price) || '"', 'null'), '}}}}')
      from ticket where route_id = $1::int`,
  },
  rows: {
    text: 'select count(*), sum(price), max(price) from ticket where route_id = $1::int',
    write: ([[count, sum, max]]) =>
      `{"tickets":{"aggregate":{"count":${count},"sum":{"price":${decimal(sum)}},"max":{"price":${decimal(max)}}}}}`,
  },
};

function decimal(text) {
  return text === null ? 'null' : `"${text}"`;
}
