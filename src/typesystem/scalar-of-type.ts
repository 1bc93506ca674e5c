import { GraphQLBoolean, GraphQLFloat, GraphQLInt, type GraphQLScalarType, GraphQLString } from 'graphql';
import type { BaseType } from '../model/data-type.js';
import { type Space, spaceOf } from '../model/space-of.js';
import { bigIntScalar } from './scalars/big-int.js';
import { bitStringScalar } from './scalars/bit-string.js';
import { bytesScalar } from './scalars/bytes.js';
import { cidrScalar } from './scalars/cidr.js';
import { dateTimeScalar } from './scalars/date-time.js';
import { dateScalar } from './scalars/date.js';
import { decimalScalar } from './scalars/decimal.js';
import { geoJsonScalar } from './scalars/geo-json.js';
import { inetScalar } from './scalars/inet.js';
import { intervalScalar } from './scalars/interval.js';
import { jsonScalar } from './scalars/json.js';
import { localDateTimeScalar } from './scalars/local-date-time.js';
import { macAddrScalar } from './scalars/mac-addr.js';
import { sparseVectorScalar } from './scalars/sparse-vector.js';
import { timeTzScalar } from './scalars/time-tz.js';
import { timeScalar } from './scalars/time.js';
import { uuidScalar } from './scalars/uuid.js';
import { vectorScalar } from './scalars/vector.js';

/** The GraphQL scalar for a PostgreSQL type without parts; what has none of its own is `String` through its text. */
export function scalarOfType(type: BaseType): GraphQLScalarType<unknown, unknown> {
  const space = spaceOf(type);
  if (space !== undefined) return spaces[space];
  return (type.namespace === 'pg_catalog' ? builtIn.get(type.name) : undefined) ?? GraphQLString;
}

const spaces: Readonly<Record<Space, GraphQLScalarType<unknown, unknown>>> = {
  vector: vectorScalar,
  sparseVector: sparseVectorScalar,
  geometry: geoJsonScalar,
  geography: geoJsonScalar,
};

const builtIn: ReadonlyMap<string, GraphQLScalarType<unknown, unknown>> = new Map<
  string,
  GraphQLScalarType<unknown, unknown>
>([
  ['int2', GraphQLInt],
  ['int4', GraphQLInt],
  ['int8', bigIntScalar],
  // oid and xid8 reach beyond Int.
  ['oid', bigIntScalar],
  ['xid8', bigIntScalar],
  ['float4', GraphQLFloat],
  ['float8', GraphQLFloat],
  ['numeric', decimalScalar],
  ['money', decimalScalar],
  ['bool', GraphQLBoolean],
  ['date', dateScalar],
  ['time', timeScalar],
  ['timetz', timeTzScalar],
  ['timestamp', localDateTimeScalar],
  ['timestamptz', dateTimeScalar],
  ['interval', intervalScalar],
  ['uuid', uuidScalar],
  ['json', jsonScalar],
  ['jsonb', jsonScalar],
  ['bytea', bytesScalar],
  ['inet', inetScalar],
  ['cidr', cidrScalar],
  ['macaddr', macAddrScalar],
  ['macaddr8', macAddrScalar],
  ['bit', bitStringScalar],
  ['varbit', bitStringScalar],
]);
