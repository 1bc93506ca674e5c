import { quoted, wallClock } from '../limit/json-text.js';

const page = '(select * from weather_reading order by port_id, observed_at limit 3000 offset $1::int) w';

export const wideList = {
  name: 'wide list of 3,000 rows',
  requests: 80,
  query: `query ($offset: Int!) { weatherReadings(first: 3000, offset: $offset) { nodes {
    portId observedAt temperatureC windKnots visibilityNm sky } } }`,
  variables: (turn) => ({ offset: (turn % 10) * 100 }),
  postgraphile: {
    query: `query ($offset: Int!) { weatherReadings(first: 3000, offset: $offset) { nodes {
      portId observedAt temperatureC windKnots visibilityNm sky } } }`,
  },
  byHand: {
    query: `query ($offset: Int!) { weatherReadings(first: 3000, offset: $offset) {
      portId observedAt temperatureC windKnots visibilityNm sky } }`,
  },
  values: ({ offset }) => [offset],
  json: {
    text: `select json_build_object('weatherReadings', json_build_object('nodes', coalesce(json_agg(json_build_object(
        'portId', port_id, 'observedAt', observed_at, 'temperatureC', temperature_c, 'windKnots', wind_knots,
        'visibilityNm', visibility_nm, 'sky', sky)), '[]')))::text
      from ${page}`,
  },
  text: {
    text: `select concat('{"weatherReadings":{"nodes":[', string_agg(concat('{"portId":', port_id, ',"observedAt":',
        to_json(observed_at), ',"temperatureC":', temperature_c, ',"windKnots":', wind_knots, ',"visibilityNm":',
        coalesce(visibility_nm::text, 'null'), ',"sky":', to_json(sky), '}'), ','), ']}}')
      from ${page}`,
  },
  rows: {
    text: `select port_id, observed_at, temperature_c, wind_knots, visibility_nm, sky from ${page}`,
    write: (rows) => {
      let text = '';
      for (const [port, observedAt, temperature, wind, visibility, sky] of rows) {
        text += `${text && ','}{"portId":${port},"observedAt":${wallClock(observedAt)},"temperatureC":${temperature},"windKnots":${wind},"visibilityNm":${visibility},"sky":${quoted(sky)}}`;
      }
      return `{"weatherReadings":{"nodes":[${text}]}}`;
    },
  },
};
