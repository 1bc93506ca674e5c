import {
  type GraphQLField,
  GraphQLInputObjectType,
  type GraphQLNamedType,
  GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  printType,
} from 'graphql';
import type { Column } from '../model/database-model.js';
import { entityKeys } from './entity-keys.js';
import { anyScalar, entityUnionName, serviceTypeName } from './federation-types.js';
import { fieldMeaningOf, tableOf } from './field-meaning.js';
import { LazySchema } from './lazy-schema.js';

/**
 * The schema as a subgraph tells it: with `@key` on the types of rows that others may refer to, and `@shareable` on those
 * that mean the same everywhere. `node` is not told, for it is in every schema and finds other rows in each; nor is `@oneOf`,
 * which composition does not know and this server holds clients to all the same.
 */
export function federationSdl(schema: GraphQLSchema): string {
  const known = sdls.get(schema);
  if (known !== undefined) return known;
  const whole = schema instanceof LazySchema ? schema.inReadingOrder() : schema;
  const union = whole.getType(entityUnionName);
  const entities = new Set<GraphQLNamedType>(isUnionType(union) ? union.getTypes() : []);
  const types = Object.values(whole.getTypeMap()).filter(isTold);
  const sdl = [link, ...types.map((type) => printed(type, whole, entities))].join('\n\n');
  sdls.set(schema, sdl);
  return sdl;
}

const sdls = new WeakMap<GraphQLSchema, string>();

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])`;

function isTold(type: GraphQLNamedType): boolean {
  const additions: readonly string[] = [anyScalar.name, serviceTypeName, entityUnionName];
  return !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !additions.includes(type.name);
}

function printed(type: GraphQLNamedType, schema: GraphQLSchema, entities: ReadonlySet<GraphQLNamedType>): string {
  if (isInputObjectType(type)) return printType(new GraphQLInputObjectType({ ...type.toConfig(), isOneOf: false }));
  if (!isObjectType(type)) return printType(type);
  if (type === schema.getQueryType()) return printType(withoutAdditions(type));
  const text = printType(type);
  if (entities.has(type))
    return withDirectives(
      text,
      type,
      keysOf(type).map((fields) => `@key(fields: "${fields}")`),
    );
  return isShared(type) ? withDirectives(text, type, ['@shareable']) : text;
}

function withoutAdditions(query: GraphQLObjectType): GraphQLObjectType {
  const { fields, ...config } = query.toConfig();
  const additions = new Set(['_entities', '_service', 'node']);
  const own = Object.entries(fields).filter(([name]) => !additions.has(name));
  return new GraphQLObjectType({ ...config, fields: Object.fromEntries(own) });
}

/** What is printed before the header is its description, and what comes after is indented. */
function withDirectives(text: string, { name }: GraphQLObjectType, directives: readonly string[]): string {
  const start = text.lastIndexOf(`\ntype ${name}`) + 1;
  const end = text.indexOf(' {\n', start);
  return `${[text.slice(0, end), ...directives].join(' ')}${text.slice(end)}`;
}

/** A key of which a role does not see each column, or which a field of the host's guards, is none. */
function keysOf(type: GraphQLObjectType): readonly string[] {
  const table = tableOf(type);
  const fields = Object.values(type.getFields());
  const fieldOf = (column: Column): string | undefined => fields.find((field) => isColumn(field, column))?.name;
  return (table === undefined ? [] : entityKeys(table)).flatMap((columns) => {
    const names = columns.map(fieldOf);
    return names.includes(undefined) ? [] : [names.join(' ')];
  });
}

function isColumn(field: GraphQLField<unknown, unknown>, column: Column): boolean {
  const means = fieldMeaningOf(field);
  return means?.kind === 'column' && means.column === column;
}

function isShared(type: GraphQLObjectType): boolean {
  return Object.values(type.getFields()).every((field) => {
    const { kind } = fieldMeaningOf(field) ?? {};
    return kind === 'pageInfo' || kind === 'rangePart';
  });
}
