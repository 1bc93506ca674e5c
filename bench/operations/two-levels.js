import { instant, quoted } from '../limit/json-text.js';

export const twoLevels = {
  name: 'two levels',
  requests: 2000,
  query: `query ($id: Int!) { customer(customerId: $id) {
    name bookings { nodes { bookingId status bookedAt total } } } }`,
  variables: (turn) => ({ id: ((turn * 37) % 2000) + 1 }),
  postgraphile: {
    query: `query ($id: Int!) { customer(customerId: $id) { name
      bookings(orderBy: PRIMARY_KEY_ASC) { nodes { bookingId status bookedAt total } } } }`,
  },
  byHand: {
    query: 'query ($id: Int!) { customer(customerId: $id) { name bookings { bookingId status bookedAt total } } }',
  },
  values: ({ id }) => [id],
  json: {
    text: `select json_build_object('customer', json_build_object('name', c.name, 'bookings', json_build_object('nodes',
        coalesce((select json_agg(json_build_object('bookingId', b.booking_id::text, 'status', b.status,
            'bookedAt', b.booked_at, 'total', b.total::text))
          from (select * from booking where customer_id = c.customer_id order by booking_id) b), '[]'))))::text
      from customer c where c.customer_id = $1::int`,
  },
  text: {
    text: `select concat('{"customer":{"name":', to_json(c.name), ',"bookings":{"nodes":[',
        (select string_agg(concat('{"bookingId":"', b.booking_id, '","status":"', b.status, '","bookedAt":',
            to_json(b.booked_at), ',"total":"', b.total, '"}'), ',')
          from (select * from booking where customer_id = c.customer_id order by booking_id) b), ']}}}')
      from customer c where c.customer_id = $1::int`,
  },
  rows: {
    text: `select c.name, b.booking_id, b.status, b.booked_at, b.total
      from customer c left join booking b using (customer_id) where c.customer_id = $1::int order by b.booking_id`,
    write: (rows) => {
      let bookings = '';
      for (const [, id, status, bookedAt, total] of rows) {
        if (id === null) break;
        bookings += `${bookings && ','}{"bookingId":"${id}","status":"${status}","bookedAt":${instant(bookedAt)},"total":"${total}"}`;
      }
      return `{"customer":{"name":${quoted(rows[0][0])},"bookings":{"nodes":[${bookings}]}}}`;
    },
  },
};
