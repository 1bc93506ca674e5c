/* eslint-disable @typescript-eslint/no-extraneous-class -- the fields are declared beside the classes */
/**
 * Apollo Server with TypeGraphQL's classes over TypeORM's entities, and DataLoader for what is related: the stack that is
 * written most. Decorators are called as functions, for Node.js runs this file as it is.
 */
import 'reflect-metadata';
import process from 'node:process';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import { GraphQLISODateTime } from 'type-graphql';
import {
  Arg,
  buildSchema,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { DataSource, EntitySchema, In } from 'typeorm';
import { URL } from 'node:url';
import { printPort } from './listen.js';

class Customer {}
class Booking {}
class Ticket {}
class Sailing {}
class Route {}
class Vessel {}
class WeatherReading {}
class TicketTotals {}
class StatusTotals {}

const int = { type: 'integer', graphql: () => Int };
const bigint = { type: 'bigint', graphql: () => ID };
const text = { type: 'text', graphql: () => String };
const decimal = { type: 'numeric', graphql: () => String };
const float = { type: 'double precision', graphql: () => Float };
const instant = { type: 'timestamp with time zone', graphql: () => GraphQLISODateTime };
const wallClock = { type: 'timestamp without time zone', graphql: () => GraphQLISODateTime };
const key = (column) => ({ ...column, primary: true });
const nullable = (column) => ({ ...column, nullable: true });
/** Read for the relations, not published. */
const hidden = (column) => ({ ...column, graphql: undefined });

const entities = [
  entity(Customer, 'customer', {
    customerId: key(int),
    name: text,
    email: text,
    countryCode: text,
  }),
  entity(
    Booking,
    'booking',
    {
      bookingId: key(bigint),
      customerId: hidden(int),
      sailingId: hidden(bigint),
      reference: { ...text, type: 'uuid' },
      status: text,
      bookedAt: instant,
      total: decimal,
      note: nullable(text),
    },
    { customer: { type: 'many-to-one', target: () => Customer, joinColumn: { name: 'customer_id' } } },
  ),
  entity(Ticket, 'ticket', {
    bookingId: hidden(key(bigint)),
    lineNumber: key(int),
    routeId: hidden(int),
    holderName: text,
    seat: nullable(text),
    price: decimal,
  }),
  entity(Sailing, 'sailing', {
    sailingId: key(bigint),
    routeId: hidden(int),
    vesselId: hidden(int),
    departsAt: instant,
  }),
  entity(Route, 'route', { routeId: key(int), name: text }),
  entity(Vessel, 'vessel', { vesselId: key(int), name: text }),
  entity(WeatherReading, 'weather_reading', {
    portId: key(int),
    observedAt: key(wallClock),
    temperatureC: float,
    windKnots: float,
    visibilityNm: nullable(float),
    sky: text,
  }),
];
publish(TicketTotals, { count: int, sum: nullable(decimal), max: nullable(decimal) });
publish(StatusTotals, { status: text, count: int, total: decimal });

/** An entity of TypeORM and its object type. */
function entity(target, tableName, columns, relations = {}) {
  publish(target, columns);
  const described = Object.entries(columns).map(([name, { graphql: _graphql, ...column }]) => [
    name,
    { ...column, name: name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) },
  ]);
  return new EntitySchema({ name: target.name, target, tableName, columns: Object.fromEntries(described), relations });
}

function publish(target, columns) {
  ObjectType()(target);
  for (const [name, { graphql, nullable = false }] of Object.entries(columns)) {
    if (graphql !== undefined) Field(graphql, { nullable })(target.prototype, name);
  }
}

const database = await new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  applicationName: process.env.PGAPPNAME,
  entities,
  poolSize: Number(process.env.BENCH_CONNECTIONS),
  extra: { idleTimeoutMillis: 0 },
}).initialize();
const [customers, bookings, tickets, sailings, routes, vessels, weatherReadings] = [
  Customer,
  Booking,
  Ticket,
  Sailing,
  Route,
  Vessel,
  WeatherReading,
].map((target) => database.getRepository(target));

class Queries {
  /** By the loader too, so that several roots of one operation are one statement. */
  customer(customerId, { loaders }) {
    return loaders('Booking.customer').load(customerId);
  }
  customers(first, offset) {
    return customers.find({ order: { customerId: 'ASC' }, take: first, skip: offset });
  }
  sailing(sailingId) {
    return sailings.findOneBy({ sailingId });
  }
  latestBookings(first, offset) {
    return bookings.find({ order: { bookedAt: 'DESC', bookingId: 'DESC' }, take: first, skip: offset });
  }
  bookingsAbove(first, total, countryCode) {
    return bookings
      .createQueryBuilder('booking')
      .innerJoin('booking.customer', 'customer')
      .where('booking.total > :total and customer.countryCode = :countryCode', { total, countryCode })
      .orderBy('booking.bookingId')
      .limit(first)
      .getMany();
  }
  weatherReadings(first, offset) {
    return weatherReadings.find({ order: { portId: 'ASC', observedAt: 'ASC' }, take: first, skip: offset });
  }
  ticketTotals(routeId) {
    return tickets
      .createQueryBuilder('ticket')
      .select('count(*)::int', 'count')
      .addSelect('sum(ticket.price)', 'sum')
      .addSelect('max(ticket.price)', 'max')
      .where('ticket.routeId = :routeId', { routeId })
      .getRawOne();
  }
  bookingsByStatus(from, to) {
    return bookings
      .createQueryBuilder('booking')
      .select('booking.status', 'status')
      .addSelect('count(*)::int', 'count')
      .addSelect('sum(booking.total)', 'total')
      .where('booking.bookedAt >= :from and booking.bookedAt < :to', { from, to })
      .groupBy('booking.status')
      .getRawMany();
  }
}

Resolver()(Queries);
query('customer', () => Customer, { customerId: Int }, { nullable: true }, [[Ctx(), 1]]);
query('customers', () => [Customer], { first: Int, offset: Int });
query('sailing', () => Sailing, { sailingId: ID }, { nullable: true });
query('latestBookings', () => [Booking], { first: Int, offset: Int });
query('bookingsAbove', () => [Booking], { first: Int, total: String, countryCode: String });
query('weatherReadings', () => [WeatherReading], { first: Int, offset: Int });
query('ticketTotals', () => TicketTotals, { routeId: Int });
query('bookingsByStatus', () => [StatusTotals], { from: String, to: String });

function query(name, type, args, options = {}, others = []) {
  decorate(Queries.prototype, name, [
    Query(type, options),
    ...Object.entries(args).map(([arg, argType], at) => [Arg(arg, () => argType), at]),
    ...others,
  ]);
}

const resolvers = [
  Queries,
  fields(Customer, { bookings: () => [Booking] }, { bookings: 'customerId' }),
  fields(
    Booking,
    { customer: () => Customer, sailing: () => Sailing, tickets: () => [Ticket] },
    { customer: 'customerId', sailing: 'sailingId', tickets: 'bookingId' },
  ),
  fields(
    Sailing,
    { route: () => Route, vessel: () => Vessel, bookings: () => [Booking] },
    { route: 'routeId', vessel: 'vesselId', bookings: 'sailingId' },
  ),
];

/** A resolver class for what is related to a type: each field from the loader of that name, by one of the root's columns. */
function fields(target, types, keys) {
  class Fields {}
  Resolver(() => target)(Fields);
  for (const [name, type] of Object.entries(types)) {
    const loader = `${target.name}.${name}`;
    Fields.prototype[name] = (root, { loaders }) => loaders(loader).load(root[keys[name]]);
    decorate(Fields.prototype, name, [FieldResolver(type), [Root(), 0], [Ctx(), 1]]);
  }
  return Fields;
}

function decorate(prototype, name, decorators) {
  const parameters = decorators.length - 1;
  Reflect.defineMetadata(
    'design:paramtypes',
    Array.from({ length: parameters }, () => Object),
    prototype,
    name,
  );
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  for (const decorator of decorators) {
    if (typeof decorator === 'function') decorator(prototype, name, descriptor);
    else decorator[0](prototype, name, decorator[1]);
  }
}

const batches = {
  'Customer.bookings': listsBy(bookings, 'customerId', { bookingId: 'ASC' }),
  'Booking.customer': oneBy(customers, 'customerId'),
  'Booking.sailing': oneBy(sailings, 'sailingId'),
  'Booking.tickets': listsBy(tickets, 'bookingId', { lineNumber: 'ASC' }),
  'Sailing.route': oneBy(routes, 'routeId'),
  'Sailing.vessel': oneBy(vessels, 'vesselId'),
  'Sailing.bookings': listsBy(bookings, 'sailingId', { bookingId: 'ASC' }),
};

function listsBy(repository, column, order) {
  return async (keys) => {
    const lists = new Map(keys.map((each) => [each, []]));
    for (const row of await repository.find({ where: { [column]: In(keys) }, order })) lists.get(row[column]).push(row);
    return keys.map((each) => lists.get(each));
  };
}

function oneBy(repository, column) {
  return async (keys) => {
    const rows = await repository.findBy({ [column]: In(keys) });
    const found = new Map(rows.map((row) => [row[column], row]));
    return keys.map((each) => found.get(each));
  };
}

/** The loaders of one request, made when they are first asked for. */
function createLoaders() {
  const loaders = new Map();
  return (name) => {
    if (!loaders.has(name)) loaders.set(name, new DataLoader(batches[name]));
    return loaders.get(name);
  };
}

const server = new ApolloServer({ schema: await buildSchema({ resolvers, validate: false }) });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: () => Promise.resolve({ loaders: createLoaders() }),
});
printPort(new URL(url).port);
