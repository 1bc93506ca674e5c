import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase, sampleFiles } from '../support/reflected-database.js';

/**
 * Whatever a client sends, the answer is data, or BAD_USER_INPUT without that PostgreSQL was asked: every root field of
 * the kitchen sink, its arguments made of values that some type of PostgreSQL stumbles over.
 */
let reflected: ReflectedDatabase;
let loans = 0;
beforeAll(async () => {
  const database = await createDatabase({ files: sampleFiles('kitchen-sink'), template: true });
  const lend = fromPool(database.pool);
  reflected = await reflect(database, {
    withConnection: (context, run) => {
      loans += 1;
      return lend(context, run);
    },
  });
});
afterAll(() => reflected.database.drop());

/** These answer some of their arguments with an error of their own. */
const failing: ReadonlySet<string> = new Set([
  'fails',
  'quotient',
  'firstLetter',
  'numbers',
  'half',
  'describeDay',
  'splits',
  // The domains inside of its argument have checks.
  'sameValue',
]);

const texts: readonly string[] = [
  ...[
    '',
    ' ',
    'a',
    'NULL',
    'null',
    '{}',
    '{1,2}',
    '"',
    "'",
    '\\',
    '\\\\',
    '%',
    '_',
    '\\%',
    '🚲',
    '\ud800',
    '\0',
    '\u0001',
  ],
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '007',
    '1.5',
    '1e5',
    '1e400',
    '1e1000',
    '1e9999',
    '-1e9999',
    'NaN',
    'nan',
    'Infinity',
    '-inf',
  ],
  ...[
    '2147483648',
    '9223372036854775807',
    '9223372036854775808',
    '-9223372036854775808',
    '18446744073709551616',
    '1'.repeat(700),
  ],
  ...[
    '2024-02-29',
    '2023-02-29',
    '0000-01-01',
    '4713-01-01 BC',
    '4713-11-24 BC',
    '4714-11-24 BC',
    '5874897-12-31',
    '5874898-01-01',
  ],
  ...[
    '294276-12-31T23:59:59.999999',
    '294276-12-31T23:59:59.999999-15:59',
    '294277-01-01T00:00:00Z',
    '4713-01-01T00:00:00+15:59 BC',
  ],
  ...[
    '4713-11-24T00:00:00 BC',
    '4713-11-24T00:00:00+15:59 BC',
    '24:00:00',
    '24:00:00.1',
    '23:59:60',
    '12:00+15:59:59',
    '12:00+16:00',
  ],
  ...[
    'infinity',
    '-infinity',
    'today',
    'now',
    'allballs',
    'epoch',
    'P1Y',
    'PT0S',
    'P-1D',
    'P178956970Y',
    'P2147483647M',
    'PT2562047788H',
  ],
  ...[
    '2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11',
    '{2f1e4fc0-81fd-4b1c-93ac-1a4e2a4f9d11}',
    '2f1e4fc081fd4b1c93ac1a4e2a4f9d11',
  ],
  ...[
    '192.0.2.1',
    '192.0.2.1/33',
    '192.0.2.1/24',
    '::1',
    '::ffff:1.2.3.4/128',
    '::/129',
    '10.0.0.0/8',
    '1.2.3',
    '010.1.1.1',
    'fe80::1%eth0',
  ],
  ...[
    '08:00:2b:01:02:03',
    '08:00:2b:01:02',
    '08-00-2b-01-02-03-04-05',
    '0800.2b01.0203',
    '101',
    '10101010',
    '1'.repeat(21),
    'X1F',
    '2',
  ],
  ...[
    '3q2+7w==',
    '====',
    'AA==',
    'AAA',
    'AA=A',
    '(0,1)',
    '(0,65536)',
    '16/B374D848',
    'G/0',
    '10:20:10,14,15',
    '20:10:',
    '$.a',
    '$',
    '$.',
  ],
  ...[
    'fat & rat',
    'fat &',
    '& fat',
    '(((',
    "'",
    'fat:*',
    'a <-> b',
    'a <99999> b',
    '!',
    'english',
    'simple',
    'pg_catalog.english',
    'klingon',
  ],
  ...[
    'pg_class',
    'nosuch',
    "'a':1B 'b'",
    "'a' & !'b'",
    'in_progress',
    'sad',
    'UTC',
    'Top.Science',
    'a..b',
    '.',
    '~',
    '[a-',
    '(?',
    '*',
  ],
];

const numbers: readonly number[] = [
  ...[0, -0, 1, -1, 2, 3, 1.5, 100, 1001, 32767, 32768, -32769, 2147483647, -2147483648, 2147483648, 4294967295],
  ...[9007199254740991, 1e21, 1e38, 3.5e38, 1e308, 5e-324, -1e308],
];

const others: readonly unknown[] = [true, false, [], {}, [null], { a: 1 }, { constructor: null }, ['\0'], [[1]]];

type Choose = <Item>(items: readonly Item[]) => Item;

/** The same choices for the same seed. */
function chooser(seed: number): Choose {
  let state = seed | 0;
  return (items) => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const item = items[((mixed ^ (mixed >>> 14)) >>> 0) % items.length];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  };
}

const small = [0, 1, 2, 3] as const;
const tenths = Array.from({ length: 20 }, (_, index) => index);

function valueOf(choose: Choose, type: GraphQLInputType, depth: number): unknown {
  if (!isNonNullType(type) && choose(tenths) === 0) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return Array.from({ length: choose(small) }, () => valueOf(choose, nullable.ofType, depth));
  }
  if (isEnumType(nullable)) return choose(nullable.getValues()).name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const near = depth > 0 ? fields : fields.filter((field) => isLeafType(getNamedType(field.type)));
    const chosen = near.length === 0 ? [] : [choose(near), choose(near)];
    if (nullable.isOneOf) {
      const [one = choose(fields)] = chosen;
      return { [one.name]: valueOf(choose, one.type, depth - 1) };
    }
    const wanted = [...chosen, ...fields.filter((field) => isNonNullType(field.type))];
    return Object.fromEntries(wanted.map((field) => [field.name, valueOf(choose, field.type, depth - 1)]));
  }
  return leafValue(choose, nullable);
}

const accepted = new Map<string, readonly unknown[]>();

/** Most values are such that the scalar holds them, so that it is for the type below to refuse them. */
function leafValue(choose: Choose, scalar: GraphQLScalarType): unknown {
  const all = [...texts, ...numbers, ...others];
  if (choose(tenths) === 0) return choose(all);
  const held = accepted.get(scalar.name) ?? all.filter((value) => isHeld(scalar, value));
  accepted.set(scalar.name, held);
  return choose(held);
}

function isHeld(scalar: GraphQLScalarType, value: unknown): boolean {
  try {
    scalar.parseValue(value);
    return true;
  } catch {
    return false;
  }
}

/** Enough of the answer that nothing of the arguments is left out of the statement. */
function selectionOf({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return isLeafType(named) ? '' : '{ __typename }';
  const fields = named.getFields();
  if (fields.edges !== undefined) return '{ totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage } }';
  const leaf = Object.values(fields).find((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0);
  return `{ ${leaf?.name ?? '__typename'} }`;
}

async function answerTo(
  field: GraphQLField<unknown, unknown>,
  given: readonly (readonly [GraphQLArgument, unknown])[],
) {
  const definitions = given.map(([{ name, type }]) => `$${name}: ${String(type)}`).join(', ');
  const uses = given.map(([{ name }]) => `${name}: $${name}`).join(', ');
  const head = given.length === 0 ? '' : `(${definitions})`;
  const document = parse(
    `query ${head} { ${field.name}${given.length === 0 ? '' : `(${uses})`} ${selectionOf(field)} }`,
  );
  expect(validate(reflected.schema, document)).toEqual([]);
  // What comes over HTTP is JSON.
  const body = JSON.stringify(Object.fromEntries(given.map(([{ name }, value]) => [name, value])));
  const variables = JSON.parse(body) as Record<string, unknown>;
  loans = 0;
  const { errors } = await reflected.executeText({ document, variables, operationName: undefined, context: {} });
  return { errors, asked: loans, body };
}

test('the answer is data, or BAD_USER_INPUT before PostgreSQL is asked', async () => {
  const fields = Object.values(reflected.schema.getQueryType().getFields()).filter(
    ({ args, name }) => args.length > 0 && !failing.has(name),
  );
  const every = fields.find(({ name }) => name === 'everyTypes');
  if (every === undefined) throw new Error('There is no list of everyTypes.');
  let [answered, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const choose = chooser(seed);
      const field = choose([true, false]) ? every : choose(fields);
      const mostly = choose(field.args);
      const given = field.args
        .filter((argument) => argument === mostly || isNonNullType(argument.type))
        .map((argument) => [argument, valueOf(choose, argument.type, 3)] as const);
      const { errors, asked, body } = await answerTo(field, given);
      const [error] = errors ?? [];
      if (error === undefined) answered += 1;
      else refused += 1;
      if (error === undefined || (error.extensions.code === 'BAD_USER_INPUT' && asked === 0)) return;
      const finding = { code: error.extensions.code, asked, field: field.name, body };
      expect(finding).toEqual({ ...finding, code: 'BAD_USER_INPUT', asked: 0 });
    }),
    { numRuns: Number(process.env.PILLION_HOSTILE_RUNS ?? 4000) },
  );
  expect(answered).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(300);
}, 300_000);

test('so is a cursor with values that PostgreSQL never gave', async () => {
  const orders = Object.values((reflected.schema.getType('EveryTypeOrderBy') as GraphQLInputObjectType).getFields());
  const columns = orders.filter(({ type }) => isEnumType(type)).map(({ name }) => name);
  let [answered, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const choose = chooser(seed);
      const column = choose(columns);
      const document = parse(
        `query ($after: String) { everyTypes(first: 1, after: $after, orderBy: [{ ${column}: DESC_NULLS_LAST }]) { pageInfo { endCursor } } }`,
      );
      const ask = async (variables: Record<string, unknown>) =>
        reflected.executeText({ document, variables, operationName: undefined, context: {} });
      const { data } = await ask({});
      const page = JSON.parse(data ?? '') as { everyTypes: { pageInfo: { endCursor: string } } };
      const [head, , key] = JSON.parse(
        Buffer.from(page.everyTypes.pageInfo.endCursor, 'base64').toString(),
      ) as unknown[];
      const forged = JSON.stringify([head, choose([...texts, ...numbers, ...others]), key]);
      loans = 0;
      const { errors } = await ask({ after: Buffer.from(forged).toString('base64') });
      const [error] = errors ?? [];
      if (error === undefined) answered += 1;
      else refused += 1;
      if (error === undefined) return;
      const finding = { code: error.extensions.code, asked: loans, column, forged };
      expect(finding).toEqual({ ...finding, code: 'BAD_USER_INPUT', asked: 0 });
    }),
    { numRuns: Number(process.env.PILLION_HOSTILE_RUNS ?? 2000) },
  );
  expect(answered).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
}, 300_000);
