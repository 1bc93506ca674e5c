/**
 * Mercurius with graphql-jit, the SQL of every resolver and loader by hand, prepared by name: the fastest that one writes
 * oneself without writing a statement for each query.
 */
import fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';
import { listen } from './listen.js';
import { createPool } from './pool.js';

const schema = `
  type Query {
    customer(customerId: Int!): Customer
    customers(first: Int!, offset: Int!): [Customer!]!
    sailing(sailingId: ID!): Sailing
    latestBookings(first: Int!, offset: Int!): [Booking!]!
    bookingsAbove(first: Int!, total: String!, countryCode: String!): [Booking!]!
    weatherReadings(first: Int!, offset: Int!): [WeatherReading!]!
    ticketTotals(routeId: Int!): TicketTotals!
    bookingsByStatus(from: String!, to: String!): [StatusTotals!]!
  }
  type Customer { customerId: Int! name: String! email: String! countryCode: String! bookings: [Booking!]! }
  type Booking {
    bookingId: ID! reference: String! status: String! bookedAt: String! total: String! note: String
    customer: Customer! sailing: Sailing! tickets: [Ticket!]!
  }
  type Ticket { lineNumber: Int! holderName: String! seat: String price: String! }
  type Sailing { sailingId: ID! departsAt: String! route: Route! vessel: Vessel! bookings: [Booking!]! }
  type Route { name: String! }
  type Vessel { name: String! }
  type WeatherReading {
    portId: Int! observedAt: String! temperatureC: Float! windKnots: Float! visibilityNm: Float sky: String!
  }
  type TicketTotals { count: Int! sum: String max: String }
  type StatusTotals { status: String! count: Int! total: String! }
`;

const pool = createPool();
const timestamp = 1114;
const timestampWithZone = 1184;
const types = {
  getTypeParser: (type, format) => {
    if (type === timestamp) return (text) => text.replace(' ', 'T');
    if (type === timestampWithZone) return (text) => `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
    return pg.types.getTypeParser(type, format);
  },
};

async function rows(name, text, values) {
  return (await pool.query({ name, text, values, types })).rows;
}

const customer = 'c.customer_id as "customerId", c.name, c.email, c.country_code as "countryCode"';
const booking = `b.booking_id as "bookingId", b.customer_id as "customerId", b.sailing_id as "sailingId", b.reference, b.status,
  b.booked_at as "bookedAt", b.total, b.note`;
const sailing = `s.sailing_id as "sailingId", s.route_id as "routeId", s.vessel_id as "vesselId", s.departs_at as "departsAt"`;

const resolvers = {
  Query: {
    customer: async (_root, { customerId }) =>
      (await rows('customer', `select ${customer} from customer c where customer_id = $1::int`, [customerId]))[0],
    customers: (_root, { first, offset }) =>
      rows('customers', `select ${customer} from customer c order by customer_id limit $1::int offset $2::int`, [
        first,
        offset,
      ]),
    sailing: async (_root, { sailingId }) =>
      (await rows('sailing', `select ${sailing} from sailing s where sailing_id = $1::bigint`, [sailingId]))[0],
    latestBookings: (_root, { first, offset }) =>
      rows(
        'latestBookings',
        `select ${booking} from booking b order by booked_at desc, booking_id desc limit $1::int offset $2::int`,
        [first, offset],
      ),
    bookingsAbove: (_root, { first, total, countryCode }) =>
      rows(
        'bookingsAbove',
        `select ${booking} from booking b where b.total > $1::numeric and exists
          (select from customer c where c.customer_id = b.customer_id and c.country_code = $2::char(2))
        order by b.booking_id limit $3::int`,
        [total, countryCode, first],
      ),
    weatherReadings: (_root, { first, offset }) =>
      rows(
        'weatherReadings',
        `select port_id as "portId", observed_at as "observedAt", temperature_c as "temperatureC", wind_knots as "windKnots",
          visibility_nm as "visibilityNm", sky
        from weather_reading order by port_id, observed_at limit $1::int offset $2::int`,
        [first, offset],
      ),
    ticketTotals: async (_root, { routeId }) =>
      (
        await rows(
          'ticketTotals',
          'select count(*)::int, sum(price), max(price) from ticket where route_id = $1::int',
          [routeId],
        )
      )[0],
    bookingsByStatus: (_root, { from, to }) =>
      rows(
        'bookingsByStatus',
        `select status, count(*)::int, sum(total) as total from booking
        where booked_at >= $1::timestamptz and booked_at < $2::timestamptz group by status order by status`,
        [from, to],
      ),
  },
};

const loaders = {
  Customer: {
    bookings: listsOf(
      'bookingsOfCustomers',
      'customerId',
      `select ${booking} from booking b
      where customer_id = any($1::int[]) order by booking_id`,
    ),
  },
  Booking: {
    customer: oneOf(
      'customersByKey',
      'customerId',
      `select ${customer} from customer c where customer_id = any($1::int[])`,
    ),
    sailing: oneOf(
      'sailingsByKey',
      'sailingId',
      `select ${sailing} from sailing s where sailing_id = any($1::bigint[])`,
    ),
    tickets: listsOf(
      'ticketsOfBookings',
      'bookingId',
      `select booking_id as "bookingId", line_number as "lineNumber",
        holder_name as "holderName", seat, price
      from ticket where booking_id = any($1::bigint[]) order by booking_id, line_number`,
    ),
  },
  Sailing: {
    bookings: listsOf(
      'bookingsOfSailings',
      'sailingId',
      `select ${booking} from booking b
      where sailing_id = any($1::bigint[]) order by booking_id`,
    ),
    route: oneOf(
      'routesByKey',
      'routeId',
      'select route_id as "routeId", name from route where route_id = any($1::int[])',
    ),
    vessel: oneOf(
      'vesselsByKey',
      'vesselId',
      'select vessel_id as "vesselId", name from vessel where vessel_id = any($1::int[])',
    ),
  },
};

/** A loader of the rows that refer to each object by `key`. */
function listsOf(name, key, text) {
  return async (queries) => {
    const lists = new Map(queries.map(({ obj }) => [obj[key], []]));
    for (const row of await rows(name, text, [[...lists.keys()]])) lists.get(row[key]).push(row);
    return queries.map(({ obj }) => lists.get(obj[key]));
  };
}

/** A loader of the row to which each object refers by `key`. */
function oneOf(name, key, text) {
  return async (queries) => {
    const keys = [...new Set(queries.map(({ obj }) => obj[key]))];
    const found = new Map((await rows(name, text, [keys])).map((row) => [row[key], row]));
    return queries.map(({ obj }) => found.get(obj[key]));
  };
}

const app = fastify();
await app.register(mercurius, { schema, resolvers, loaders, jit: 1 });
await app.ready();
listen(app.server);
