import { instant, quoted } from '../limit/json-text.js';

/** The offset as a subselect looks the same to the planner whatever its value, so that it plans the joins once and not each time. */
const page = `(select * from booking order by booked_at desc, booking_id desc limit 50 offset (select $1::int)) b
  join customer c using (customer_id) join sailing s using (sailing_id)
  join route r using (route_id) join vessel v using (vessel_id)`;

export const pageWithToOne = {
  name: 'page of 50, four to-one',
  requests: 1000,
  query: `query ($offset: Int!) { bookings(first: 50, offset: $offset, orderBy: [{ bookedAt: DESC }]) { nodes {
    bookingId total customer { name } sailing { departsAt route { name } vessel { name } } } } }`,
  variables: (turn) => ({ offset: (turn % 10) * 50 }),
  postgraphile: {
    query: `query ($offset: Int!) { bookings(first: 50, offset: $offset, orderBy: [BOOKED_AT_DESC, BOOKING_ID_DESC]) { nodes {
      bookingId total customer { name } sailing { departsAt route { name } vessel { name } } } } }`,
  },
  byHand: {
    query: `query ($offset: Int!) { bookings: latestBookings(first: 50, offset: $offset) {
      bookingId total customer { name } sailing { departsAt route { name } vessel { name } } } }`,
  },
  values: ({ offset }) => [offset],
  json: {
    text: `select json_build_object('bookings', json_build_object('nodes', coalesce(json_agg(json_build_object(
        'bookingId', b.booking_id::text, 'total', b.total::text, 'customer', json_build_object('name', c.name),
        'sailing', json_build_object('departsAt', s.departs_at, 'route', json_build_object('name', r.name),
          'vessel', json_build_object('name', v.name))) order by b.booked_at desc, b.booking_id desc), '[]')))::text
      from ${page}`,
  },
  text: {
    text: `select concat('{"bookings":{"nodes":[', string_agg(concat('{"bookingId":"', b.booking_id, '","total":"', b.total,
        '","customer":{"name":', to_json(c.name), '},"sailing":{"departsAt":', to_json(s.departs_at),
        ',"route":{"name":', to_json(r.name), '},"vessel":{"name":', to_json(v.name), '}}}'), ','
        order by b.booked_at desc, b.booking_id desc), ']}}')
      from ${page}`,
  },
  rows: {
    text: `select b.booking_id, b.total, c.name, s.departs_at, r.name, v.name
      from ${page} order by b.booked_at desc, b.booking_id desc`,
    write: (rows) => {
      let text = '';
      for (const [id, total, customer, departsAt, route, vessel] of rows) {
        text += `${text && ','}{"bookingId":"${id}","total":"${total}","customer":{"name":${quoted(customer)}},"sailing":{"departsAt":${instant(departsAt)},"route":{"name":${quoted(route)}},"vessel":{"name":${quoted(vessel)}}}}`;
      }
      return `{"bookings":{"nodes":[${text}]}}`;
    },
  },
};
