import { nullable } from '../limit/json-text.js';

const countries = ['GB', 'IE', 'FR', 'DE', 'NO', 'NL', 'JP', 'ES', 'US', 'CA', 'DK', 'IN'];
/** Whoever knows that a country has few customers looks them up once, and not for each booking. */
const found = `(select b.booking_id, b.status, b.total, b.note from booking b
  where b.total > $1::numeric
    and b.customer_id = any(array(select customer_id from customer where country_code = $2::char(2)))
  order by b.booking_id limit 100) b`;

export const filteredList = {
  name: 'filter over a relationship',
  requests: 1000,
  query: `query ($total: Decimal!, $country: String!) {
    bookings(first: 100, where: { total: { gt: $total }, customer: { countryCode: { eq: $country } } }) { nodes {
      bookingId status total note } } }`,
  variables: (turn) => ({ total: String(20 + (turn % 7) * 5), country: countries[turn % countries.length] }),
  postgraphile: {
    query: `query ($total: BigFloat!, $country: String!) {
      bookings(first: 100, filter: { total: { greaterThan: $total }, customer: { countryCode: { equalTo: $country } } }) { nodes {
        bookingId status total note } } }`,
  },
  byHand: {
    query: `query ($total: String!, $country: String!) {
      bookings: bookingsAbove(first: 100, total: $total, countryCode: $country) { bookingId status total note } }`,
  },
  values: ({ total, country }) => [total, country],
  json: {
    text: `select json_build_object('bookings', json_build_object('nodes', coalesce(json_agg(json_build_object(
        'bookingId', b.booking_id::text, 'status', b.status, 'total', b.total::text, 'note', b.note)), '[]')))::text
      from ${found}`,
  },
  text: {
    text: `select concat('{"bookings":{"nodes":[', string_agg(concat('{"bookingId":"', b.booking_id, '","status":"', b.status,
        '","total":"', b.total, '","note":', coalesce(to_json(b.note)::text, 'null'), '}'), ','), ']}}')
      from ${found}`,
  },
  rows: {
    text: `select booking_id, status, total, note from ${found}`,
    write: (rows) => {
      let text = '';
      for (const [id, status, total, note] of rows) {
        text += `${text && ','}{"bookingId":"${id}","status":"${status}","total":"${total}","note":${nullable(note)}}`;
      }
      return `{"bookings":{"nodes":[${text}]}}`;
    },
  },
};
