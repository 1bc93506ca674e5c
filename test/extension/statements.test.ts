import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { FieldResolver, ObjectType, Resolver } from 'type-graphql';
import { describe, expect, it } from 'vitest';
import { createGateway, fromPool, type Gateway } from 'pillion';
import { type ExtensionClass, Needs } from 'pillion/extension';
import { createDatabase } from '../support/database.js';
import { sampleFiles } from '../support/reflected-database.js';
import { openCatalogue } from './shop.js';

/** A class for the type of a row that needs `column`, and its resolvers: one field each, `hosted`. */
function extensionOf(type: string, column?: string): ExtensionClass {
  const target = class {};
  if (column !== undefined) Needs(column)(target.prototype, 'needed');
  ObjectType(type)(target);
  const resolver = class {
    hosted(): string {
      return 'here';
    }
  };
  FieldResolver(() => String)(resolver.prototype, 'hosted', {});
  Resolver(() => target)(resolver);
  return resolver;
}

describe('an extension of five classes', () => {
  const columns = { Album: 'title', Artist: 'name', Chart: 'place', LoudTrack: 'name', Track: 'milliseconds' };
  const classes = Object.entries(columns).map(([type, column]) => extensionOf(type, column));

  /** How often PostgreSQL has run a statement, by its own count. */
  const counted = `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
    where d.datname = current_database() and query not like '%pg_stat_statements%' and query like '%select%'`;

  it('adds no statement to an operation that does not use it, nor to one that uses only fields of columns', async () => {
    await using plain = await openCatalogue(undefined);
    await using extended = await openCatalogue({ resolvers: classes });
    const calls = async (shop: typeof plain, query: string): Promise<number> => {
      const { database } = shop;
      await database.pool.query('create extension if not exists pg_stat_statements');
      await database.pool.query(
        'select pg_stat_statements_reset(0, oid, 0) from pg_database where datname = current_database()',
      );
      expect((await shop.run(query)).errors).toBeUndefined();
      const { rows } = await database.pool.query<{ calls: number }>(counted);
      return rows[0]?.calls ?? -1;
    };
    const unused =
      '{ artists { nodes { name albums { nodes { title tracks { nodes { name album { title } } } } } } } }';
    const used = unused.replaceAll('{ name', '{ hosted name').replaceAll('{ title', '{ hosted title');
    expect(used.match(/hosted/g)).toHaveLength(4);
    const before = await calls(plain, unused);
    expect(before).toBe(1);
    expect(await calls(extended, unused)).toBe(before);
    expect(await calls(extended, used)).toBe(before);
  });

  it('leaves the statement of an operation that does not use it as it was, to the letter', async () => {
    await using plain = await openCatalogue(undefined);
    await using extended = await openCatalogue({ resolvers: classes });
    const queries = [
      '{ tracks { nodes { name details raw tags } totalCount } }',
      '{ artists(first: 1) { edges { cursor node { albums { nodes { title } } } } pageInfo { hasNextPage } } }',
      '{ node(nodeId: "WyJUcmFjayIsIjIiXQ==") { __typename ... on Track { name } } }',
      '{ __typename albums { aggregate { count min { released } } } }',
    ];
    for (const query of queries) {
      const document = parse(query);
      const ask = ({ gateway }: typeof plain) =>
        gateway.executeText({ document, variables: {}, operationName: undefined, context: undefined });
      const [expected, result] = [await ask(plain), await ask(extended)];
      expect(result).toEqual(expected);
      expect(result.errors).toBeUndefined();
      expect(extended.statements()).toEqual(plain.statements());
    }
  });
});

/**
 * Every golden operation twice: as it is on a gateway without an extension, and with a field of the host in every selection
 * of a row. Less that field, the answers are the same text.
 */
describe.each(['demo', 'kitchen-sink', 'polymorphism', 'hostile-names'])('the golden operations of %s', (name) => {
  it('have the same answers where the host has a field in every row', async () => {
    const database = await createDatabase({ files: sampleFiles(name), template: true });
    const withConnection = fromPool(database.pool);
    const plain = await createGateway({ withConnection });
    const types = rowTypes(plain.schema);
    const statements: string[] = [];
    const extended = await createGateway({
      withConnection,
      extension: { resolvers: types.map((type) => extensionOf(type)) },
      observers: [(one) => one.kind === 'statement' && statements.push(one.sql)],
    });
    let compared = 0;
    for (const source of operations(name)) {
      const variables = JSON.parse(/^# variables: (.*)$/m.exec(source)?.[1] ?? '{}') as Record<string, unknown>;
      const document = parse(source);
      const hosted = withHosted(extended.schema, document, new Set(types));
      const ask = (gateway: Gateway, asked: DocumentNode) =>
        gateway.executeText({ document: asked, variables, operationName: undefined, context: undefined });
      const expected = await ask(plain, document);
      const before = statements.length;
      const result = await ask(extended, hosted);
      const text = result.data
        ?.replaceAll('"~":"here",', '')
        .replaceAll(',"~":"here"', '')
        .replaceAll('"~":"here"', '');
      expect(text, source).toBe(expected.data ?? undefined);
      expect(result.errors?.map(({ message }) => message)).toEqual(expected.errors?.map(({ message }) => message));
      expect(statements.length - before).toBeLessThanOrEqual(1);
      if (result.data?.includes('"~":"here"')) compared += 1;
    }
    expect(compared).toBeGreaterThan(3);
    await Promise.all([plain.close(), extended.close()]);
    await database.drop();
  }, 240_000);
});

function rowTypes(schema: GraphQLSchema): readonly string[] {
  const isRow = (type: { readonly extensions: { readonly pillion?: unknown } }): boolean =>
    typeof type.extensions.pillion === 'object' &&
    type.extensions.pillion !== null &&
    'table' in type.extensions.pillion;
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && (isRow(type) || type.getInterfaces().some(isRow)) ? [type.name] : [],
  );
}

function operations(name: string): readonly string[] {
  const folder = join(fileURLToPath(new URL('../golden', import.meta.url)), name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

/** A client cannot write this key, so that no text of the answer is like it. */
function withHosted(schema: GraphQLSchema, document: DocumentNode, types: ReadonlySet<string>): DocumentNode {
  const hosted: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: '~' },
    name: { kind: Kind.NAME, value: 'hosted' },
  };
  const typeInfo = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: {
        leave(node) {
          const parent = typeInfo.getParentType();
          return parent && types.has(parent.name) ? { ...node, selections: [...node.selections, hosted] } : undefined;
        },
      },
    }),
  );
}
