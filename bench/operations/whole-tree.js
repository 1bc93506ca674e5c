import { quoted } from '../limit/json-text.js';

const customers = '(select customer_id, name from customer order by customer_id limit 300 offset $1::int) c';

export const wholeTree = {
  name: 'whole tree',
  requests: 60,
  query: `query ($offset: Int!) { customers(first: 300, offset: $offset) { nodes { name bookings { nodes {
    reference status tickets { nodes { holderName price } } } } } } }`,
  variables: (turn) => ({ offset: 600 + (turn % 10) * 50 }),
  postgraphile: {
    query: `query ($offset: Int!) { customers(first: 300, offset: $offset) { nodes { name bookings { nodes {
      reference status tickets { nodes { holderName price } } } } } } }`,
  },
  byHand: {
    query: `query ($offset: Int!) { customers(first: 300, offset: $offset) { name bookings {
      reference status tickets { holderName price } } } }`,
  },
  values: ({ offset }) => [offset],
  json: {
    text: `select json_build_object('customers', json_build_object('nodes', coalesce(json_agg(json_build_object('name', c.name,
        'bookings', json_build_object('nodes', coalesce(b.bookings, '[]'))) order by c.customer_id), '[]')))::text
      from ${customers} left join lateral (
        select json_agg(json_build_object('reference', b.reference, 'status', b.status, 'tickets',
          json_build_object('nodes', coalesce((select json_agg(json_build_object('holderName', t.holder_name,
              'price', t.price::text))
            from (select * from ticket where booking_id = b.booking_id order by line_number) t), '[]')))) as bookings
        from (select * from booking where customer_id = c.customer_id order by booking_id) b) b on true`,
  },
  text: {
    text: `select concat('{"customers":{"nodes":[', string_agg(concat('{"name":', to_json(c.name), ',"bookings":{"nodes":[',
        (select string_agg(concat('{"reference":"', b.reference, '","status":"', b.status, '","tickets":{"nodes":[',
            (select string_agg(concat('{"holderName":', to_json(t.holder_name), ',"price":"', t.price, '"}'), ',')
              from (select * from ticket where booking_id = b.booking_id order by line_number) t), ']}}'), ',')
          from (select * from booking where customer_id = c.customer_id order by booking_id) b), ']}}'), ','), ']}}')
      from ${customers}`,
  },
  rows: {
    text: `select c.customer_id, c.name, b.booking_id, b.reference, b.status, t.line_number, t.holder_name, t.price
      from ${customers} left join booking b using (customer_id) left join ticket t using (booking_id)
      order by c.customer_id, b.booking_id, t.line_number`,
    write: (rows) => {
      let text = '{"customers":{"nodes":[';
      let customer = null;
      let booking = null;
      for (const [customerId, name, bookingId, reference, status, line, holder, price] of rows) {
        if (customerId !== customer) {
          if (customer !== null) text += booking === null ? ']}},' : ']}}]}},';
          text += `{"name":${quoted(name)},"bookings":{"nodes":[`;
          customer = customerId;
          booking = null;
        }
        if (bookingId === null) continue;
        if (bookingId !== booking) {
          text += `${booking === null ? '' : ']}},'}{"reference":"${reference}","status":"${status}","tickets":{"nodes":[`;
          booking = bookingId;
        } else text += ',';
        if (line !== null) text += `{"holderName":${quoted(holder)},"price":"${price}"}`;
      }
      if (customer !== null) text += booking === null ? ']}}' : ']}}]}}';
      return `${text}]}}`;
    },
  },
};
