import { quoted } from '../limit/json-text.js';

export const byKey = {
  name: 'by key',
  requests: 3000,
  query: 'query ($id: Int!) { customer(customerId: $id) { customerId name email countryCode } }',
  variables: (turn) => ({ id: ((turn * 37) % 2000) + 1 }),
  postgraphile: {
    query: 'query ($id: Int!) { customer(customerId: $id) { customerId name email countryCode } }',
  },
  byHand: { query: 'query ($id: Int!) { customer(customerId: $id) { customerId name email countryCode } }' },
  values: ({ id }) => [id],
  json: {
    text: `select json_build_object('customer', json_build_object('customerId', customer_id, 'name', name, 'email', email,
        'countryCode', country_code))::text
      from customer where customer_id = $1::int`,
  },
  text: {
    text: `select concat('{"customer":{"customerId":', customer_id, ',"name":', to_json(name), ',"email":', to_json(email),
        ',"countryCode":"', country_code, '"}}')
      from customer where customer_id = $1::int`,
  },
  rows: {
    text: 'select customer_id, name, email, country_code from customer where customer_id = $1::int',
    write: ([[id, name, email, country]]) =>
      `{"customer":{"customerId":${id},"name":${quoted(name)},"email":${quoted(email)},"countryCode":"${country}"}}`,
  },
};
