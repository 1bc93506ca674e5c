import { instant, nullable, quoted } from '../limit/json-text.js';

export const threeLevels = {
  name: 'three levels',
  requests: 1500,
  query: `query ($id: BigInt!) { sailing(sailingId: $id) { departsAt bookings { nodes {
    reference customer { name } tickets { nodes { lineNumber holderName seat price } } } } } }`,
  variables: (turn) => ({ id: String(((turn * 37) % 1900) + 1) }),
  postgraphile: {
    query: `query ($id: BigInt!) { sailing(sailingId: $id) { departsAt bookings { nodes {
      reference customer { name } tickets { nodes { lineNumber holderName seat price } } } } } }`,
  },
  byHand: {
    query: `query ($id: ID!) { sailing(sailingId: $id) { departsAt bookings {
      reference customer { name } tickets { lineNumber holderName seat price } } } }`,
  },
  values: ({ id }) => [id],
  json: {
    text: `select json_build_object('sailing', json_build_object('departsAt', s.departs_at, 'bookings',
        json_build_object('nodes', coalesce((select json_agg(json_build_object('reference', b.reference,
            'customer', json_build_object('name', b.name), 'tickets', json_build_object('nodes', coalesce(
              (select json_agg(json_build_object('lineNumber', t.line_number, 'holderName', t.holder_name,
                'seat', t.seat, 'price', t.price::text))
              from (select * from ticket where booking_id = b.booking_id order by line_number) t), '[]'))))
          from (select b.booking_id, b.reference, c.name from booking b join customer c using (customer_id)
            where b.sailing_id = s.sailing_id order by b.booking_id) b), '[]'))))::text
      from sailing s where s.sailing_id = $1::bigint`,
  },
  text: {
    text: `select concat('{"sailing":{"departsAt":', to_json(s.departs_at), ',"bookings":{"nodes":[',
        (select string_agg(concat('{"reference":"', b.reference, '","customer":{"name":', to_json(b.name),
            '},"tickets":{"nodes":[', (select string_agg(concat('{"lineNumber":', t.line_number, ',"holderName":',
                to_json(t.holder_name), ',"seat":', coalesce(to_json(t.seat)::text, 'null'), ',"price":"', t.price,
                '"}'), ',')
              from (select * from ticket where booking_id = b.booking_id order by line_number) t), ']}}'), ',')
          from (select b.booking_id, b.reference, c.name from booking b join customer c using (customer_id)
            where b.sailing_id = s.sailing_id order by b.booking_id) b), ']}}}')
      from sailing s where s.sailing_id = $1::bigint`,
  },
  rows: {
    text: `select s.departs_at, b.booking_id, b.reference, c.name, t.line_number, t.holder_name, t.seat, t.price
      from sailing s left join booking b using (sailing_id) left join customer c using (customer_id)
        left join ticket t using (booking_id)
      where s.sailing_id = $1::bigint order by b.booking_id, t.line_number`,
    write: (rows) => {
      let text = `{"sailing":{"departsAt":${instant(rows[0][0])},"bookings":{"nodes":[`;
      let last = null;
      for (const [, booking, reference, name, line, holder, seat, price] of rows) {
        if (booking === null) break;
        if (booking !== last) {
          text += `${last === null ? '' : ']}},'}{"reference":"${reference}","customer":{"name":${quoted(name)}},"tickets":{"nodes":[`;
        } else text += ',';
        last = booking;
        text += `{"lineNumber":${line},"holderName":${quoted(holder)},"seat":${nullable(seat)},"price":"${price}"}`;
      }
      return `${text}${last === null ? '' : ']}}'}]}}}`;
    },
  },
};
