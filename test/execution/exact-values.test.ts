import pg from 'pg';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseConnection, WithConnection } from '../../src/database/connection.js';
import { fromBorrow } from '../../src/database/from-borrow.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect } from '../support/reflected-database.js';
import { exactTypes, exactValues } from './exact-values-cases.js';

const columns = exactValues.map(({ type }, index) => `c${index} ${type}`).join(', ');
const values = exactValues.map(({ value }) => value).join(', ');
const tables = `
  ${exactTypes}
  create table exact (id int primary key, ${columns});
  insert into exact values (1, ${values});
`;

/** What a session can have that its answers must not show. */
const sessions: Readonly<Record<string, readonly string[]>> = {
  usual: [],
  strange: [
    `set timezone = 'Asia/Kathmandu'`,
    `set datestyle = 'SQL, DMY'`,
    `set intervalstyle = 'postgres_verbose'`,
    `set bytea_output = 'escape'`,
    'set extra_float_digits = -15',
    `set lc_monetary = 'C'`,
    'set standard_conforming_strings = off',
    'set escape_string_warning = on',
    'set client_min_messages = debug5',
    'set quote_all_identifiers = on',
    `set xmlbinary = 'hex'`,
  ],
  hostile: [
    `set timezone = 'America/St_Johns'`,
    `set datestyle = 'German'`,
    `set intervalstyle = 'sql_standard'`,
    'set extra_float_digits = 0',
    'set search_path = hostile, pg_catalog, public',
    'set backslash_quote = off',
    'set transform_null_equals = on',
    'set plan_cache_mode = force_generic_plan',
  ],
  precise: [
    `set timezone = 'posix/UTC+3'`,
    `set datestyle = 'Postgres, MDY'`,
    `set intervalstyle = 'iso_8601'`,
    'set extra_float_digits = 3',
    'set search_path = pg_temp',
    'set enable_seqscan = off',
  ],
};

/** Functions and operators of the same names as PostgreSQL's, which do the wrong thing. */
const hostile = `
  create schema hostile;
  create function hostile.lower(text) returns text language sql immutable as $$ select 'hostile' $$;
  create function hostile.concat(variadic "any") returns text language internal immutable as 'text_concat_ws';
  create function hostile.to_json(anyelement) returns json language sql immutable as $$ select '"hostile"'::json $$;
  create function hostile.count() returns int8 language sql immutable as $$ select 666::int8 $$;
  create function hostile.translate(text, text, text) returns text language sql immutable as $$ select 'hostile' $$;
  create function hostile.timezone(text, timestamptz) returns timestamp language sql immutable as $$ select now()::timestamp $$;
  create function hostile.no(anyelement, anyelement) returns bool language sql immutable as $$ select false $$;
  create function hostile.wrong(text, text) returns bool language sql immutable as $$ select true $$;
  create function hostile.joined(text, text) returns text language sql immutable as $$ select 'hostile' $$;
  create function hostile.zero(int8, int8) returns int8 language sql immutable as $$ select 0::int8 $$;
  create operator hostile.= (function = hostile.wrong, leftarg = text, rightarg = text);
  create operator hostile.<> (function = hostile.wrong, leftarg = text, rightarg = text);
  create operator hostile.= (function = hostile.no, leftarg = anyelement, rightarg = anyelement);
  create operator hostile.> (function = hostile.no, leftarg = anyelement, rightarg = anyelement);
  create operator hostile.|| (function = hostile.joined, leftarg = text, rightarg = text);
  create operator hostile.+ (function = hostile.zero, leftarg = int8, rightarg = int8);
  create type hostile.text as enum ('hostile');
  create domain hostile.int8 as pg_catalog.int4 check (value < 0);
`;

const selection = exactValues.map(({ selection = '' }, index) => `c${index} ${selection}`).join('\n');
const document = parse(`{ exacts(where: { id: { eq: 1 } }) { nodes { ${selection} } totalCount } }`);
const expected = exactValues.map(({ json }, index) => `"c${index}":${json}`).join(',\n');

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ sql: [tables, hostile] });
});
afterAll(() => database.drop());

/** One case a line, for the difference to be read. */
function lines(data: string | null): string {
  return (data ?? '').replace(/,"(c\d+)":/g, ',\n"$1":');
}

const tiers: Readonly<Record<string, (client: pg.Client) => DatabaseConnection>> = {
  full: (client) => client,
  plain: (client) => ({ query: (statement) => client.query(statement) }),
};

describe.each(Object.keys(sessions))('in a session that is %s', (session) => {
  describe.each(Object.keys(tiers))('on the %s tier', (tier) => {
    test.each(['outside of a transaction', 'inside an open transaction'])('%s', async (place) => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        for (const setting of sessions[session] ?? []) await client.query(setting);
        const open = place.startsWith('inside');
        if (open) await client.query('begin');
        const before = await settingsOf(client);
        const withConnection: WithConnection = fromBorrow(() => tiers[tier]?.(client) ?? client);
        const { schema, executeText } = await reflect(database, { withConnection });
        expect(validate(schema, document)).toEqual([]);
        const { data, errors } = await executeText({
          document,
          variables: {},
          operationName: undefined,
          context: {},
        });
        expect(errors?.map((error) => String(error.originalError)) ?? []).toEqual([]);
        expect(lines(data)).toBe(`{"exacts":{"nodes":[{${expected}}],"totalCount":1}}`);
        expect(await settingsOf(client)).toEqual(before);
        if (open) await client.query('commit');
      } finally {
        await client.end();
      }
    });
  });
});

async function settingsOf(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query<{ name: string; setting: string }>({
    text: `select name, setting from pg_catalog.pg_settings where name not in ('in_hot_standby') order by 1`,
  });
  return rows;
}
