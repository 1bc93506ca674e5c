import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
  parse,
  validate,
} from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseConnection } from '../../src/database/connection.js';
import { fromBorrow } from '../../src/database/from-borrow.js';
import { fieldMeaningOf } from '../../src/typesystem/field-meaning.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect, sampleFiles } from '../support/reflected-database.js';

/** What the text of `regclass` and its kin depends on is the search_path itself. */
const dependsOnSearchPath = /^reg[a-z]+$/;

/** The columns hold the largest numbers of their types, whose sums and squares PostgreSQL refuses to compute. */
function overflows({ name }: GraphQLObjectType, type: string): boolean {
  return /^(float[48]|interval)$/.test(type) && /(Sum|Avg|Deviation)Aggregate$/.test(name);
}

/** All fields of a type, with the rows around it to a depth. */
function selectionOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const meaning = fieldMeaningOf(field);
    const ofColumn = meaning?.kind === 'column' || meaning?.kind === 'aggregateColumn' || meaning?.kind === 'groupKey';
    if (ofColumn && dependsOnSearchPath.test(meaning.column.type.name)) return [];
    if (meaning?.kind === 'aggregateColumn' && overflows(type, meaning.column.type.name)) return [];
    if (meaning?.kind !== 'connection' && field.args.some(isRequiredArgument)) return [];
    // One of its arrays has three dimensions, where two are declared: it is refused.
    if (field.name === 'matrix') return [];
    const named = getNamedType(field.type);
    const rowsOfGroup = meaning?.kind === 'group' && meaning.part === 'rows';
    const leadsOn =
      rowsOfGroup || (meaning !== undefined && ['relationship', 'routine', 'tree'].includes(meaning.kind));
    // The rows are grouped by columns of their own.
    if (meaning?.kind === 'groupKeyRow') return [];
    if (!isObjectType(named)) return field.name;
    if (leadsOn && depth === 0) return [];
    const selection = selectionOf(named, leadsOn ? depth - 1 : depth);
    return selection === '' ? [] : `${field.name}${argumentsOf(field)} { ${selection} }`;
  });
  return fields.join(' ');
}

/** Groups by all columns at once. */
function argumentsOf(field: GraphQLField<unknown, unknown>): string {
  const by = field.args.find(({ name }) => name === 'by');
  if (by === undefined) return '';
  const input = getNamedType(by.type) as GraphQLInputObjectType;
  const columns = getNamedType(input.getFields().column?.type) as GraphQLEnumType;
  return `(first: 5, by: [${columns
    .getValues()
    .map(({ name }) => `{ column: ${name} }`)
    .join(', ')}])`;
}

function everything(schema: GraphQLSchema): string {
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
    (field) => fieldMeaningOf(field)?.kind === 'list',
  );
  return `{ ${lists.map(({ name, type }) => `${name}(first: 20) { ${selectionOf(getNamedType(type) as GraphQLObjectType, 1)} }`).join('\n')} }`;
}

const sessions: readonly (readonly string[])[] = [
  [],
  [
    `set timezone = 'Asia/Kathmandu'`,
    `set datestyle = 'SQL, DMY'`,
    `set intervalstyle = 'postgres_verbose'`,
    `set bytea_output = 'escape'`,
    'set extra_float_digits = -15',
    'set standard_conforming_strings = off',
    'set quote_all_identifiers = on',
  ],
  [
    `set timezone = 'America/St_Johns'`,
    `set datestyle = 'German'`,
    `set intervalstyle = 'sql_standard'`,
    'set extra_float_digits = 3',
    'set search_path = pg_temp',
  ],
];

describe.each(['kitchen-sink', 'hostile-names'])('%s', (sample) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase({ files: sampleFiles(sample), template: true });
  });
  afterAll(() => database.drop());

  test('every field of every table, the same in all sessions and on both tiers', async () => {
    const answers = new Set<string>();
    for (const settings of sessions) {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        for (const setting of settings) await client.query(setting);
        const tiers: readonly DatabaseConnection[] = [client, { query: (statement) => client.query(statement) }];
        for (const connection of tiers) {
          const { schema, executeText } = await reflect(database, { withConnection: fromBorrow(() => connection) });
          const document = parse(everything(schema));
          expect(validate(schema, document)).toEqual([]);
          const request = { document, variables: {}, operationName: undefined, context: {} };
          const { data, errors } = await executeText(request);
          expect(errors?.map((error) => String(error.originalError)) ?? []).toEqual([]);
          JSON.parse(data ?? '');
          answers.add(data ?? '');
        }
      } finally {
        await client.end();
      }
    }
    expect(answers.size).toBe(1);
  });
});
