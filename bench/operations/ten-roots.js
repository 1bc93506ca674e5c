import { quoted } from '../limit/json-text.js';

const roots = Array.from({ length: 10 }, (_, at) => at);
const each = (write, separator = ' ') => roots.map(write).join(separator);

export const tenRoots = {
  name: 'ten aliased roots',
  requests: 800,
  roots,
  query: `query (${each((at) => `$id${at}: Int!`)}) {
    ${each((at) => `c${at}: customer(customerId: $id${at}) { name bookings { nodes { total } } }`)} }`,
  variables: (turn) => Object.fromEntries(roots.map((at) => [`id${at}`, ((turn * 37 + at * 191) % 2000) + 1])),
  postgraphile: {
    query: `query (${each((at) => `$id${at}: Int!`)}) {
      ${each((at) => `c${at}: customer(customerId: $id${at}) { name bookings { nodes { total } } }`)} }`,
  },
  byHand: {
    query: `query (${each((at) => `$id${at}: Int!`)}) {
      ${each((at) => `c${at}: customer(customerId: $id${at}) { name bookings { total } }`)} }`,
  },
  values: (variables) => roots.map((at) => variables[`id${at}`]),
  json: {
    text: `select json_build_object(${each(
      (at) => `'c${at}', (select json_build_object('name', c.name, 'bookings', json_build_object('nodes', coalesce(
        (select json_agg(json_build_object('total', b.total::text)) from
          (select total from booking where customer_id = c.customer_id order by booking_id) b), '[]')))
        from customer c where customer_id = $${at + 1}::int)`,
      ',',
    )})::text`,
  },
  text: {
    text: `select concat('{', ${each(
      (
        at,
      ) => `'${at === 0 ? '' : ','}"c${at}":', coalesce((select concat('{"name":', to_json(c.name), ',"bookings":{"nodes":[',
        (select string_agg(concat('{"total":"', b.total, '"}'), ',') from
          (select total from booking where customer_id = c.customer_id order by booking_id) b), ']}}')
        from customer c where customer_id = $${at + 1}::int), 'null')`,
      ',',
    )}, '}')`,
  },
  rows: {
    text: `select k.at, c.name, b.total
      from (values ${each((at) => `(${at}, $${at + 1}::int)`, ',')}) k (at, customer_id)
        join customer c using (customer_id) left join booking b using (customer_id)
      order by k.at, b.booking_id`,
    write: (rows) => {
      let text = '{';
      let root = null;
      for (const [at, name, total] of rows) {
        if (at !== root) text += `${root === null ? '' : ']}},'}"c${at}":{"name":${quoted(name)},"bookings":{"nodes":[`;
        if (total !== null) text += `${at === root ? ',' : ''}{"total":"${total}"}`;
        root = at;
      }
      return `${text}]}}}`;
    },
  },
};
