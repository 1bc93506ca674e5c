import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

/** Two values of each type; those of types that compare are partly equal. */
const types = {
  int2: ['1', '2'],
  int4: ['2', '1'],
  int8: ['1', '3'],
  numeric: ['1.5', '2'],
  float4: ['1.5', 'NaN'],
  float8: ['1', '2.5'],
  money: ['1', '2'],
  text: ['a', 'b'],
  varchar: ['b', 'a'],
  bpchar: ['a ', 'c'],
  name: ['a', 'b'],
  citext: ['A', 'b'],
  date: ['2026-01-01', '2026-01-02'],
  timestamp: ['2026-01-01 00:00', '2026-01-01 12:00'],
  timestamptz: ['2026-01-01 00:00+00', '2026-01-02 00:00+00'],
  time: ['12:00', '13:00'],
  timetz: ['12:00+01', '12:00+00'],
  interval: ['1 day', '2 days'],
  bool: ['true', 'false'],
  uuid: ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002'],
  bytea: ['a', 'b'],
  inet: ['10.0.0.0/8', '10.0.0.1'],
  cidr: ['10.0.0.0/8', '11.0.0.0/8'],
  jsonb: ['1', '{}'],
  mood: ['good', 'bad'],
  score: ['1', '2'],
} as const;
const names = Object.keys(types) as (keyof typeof types)[];

let reflected: ReflectedDatabase;
beforeAll(async () => {
  const values = [0, 1].map((row) => `(${names.map((name) => `'${types[name][row] ?? ''}'`).join(', ')})`).join(', ');
  const database = await createDatabase({
    sql: [
      `create extension citext;
       create type mood as enum ('good', 'bad');
       create domain score as int8 check (value > 0);
       create table sample (${names.map((name) => `c_${name} ${name}`).join(', ')});
       insert into sample values ${values};
       insert into sample (c_int4, c_text) values (1, 'a');
       insert into sample default values;`,
    ],
  });
  reflected = await reflect(database);
});
afterAll(() => reflected.database.drop());

const operators = { eq: '=', gte: '>=', isDistinctFrom: 'is distinct from', isNotDistinctFrom: 'is not distinct from' };

test.each(names)('what compares with %s compares as in PostgreSQL, and the rest is refused', async (left) => {
  const accepted: string[] = [];
  for (const right of names) {
    for (const [operator, sql] of Object.entries(operators)) {
      const [column, other] = [left, right].map((name) => `c${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      const document = parse(
        `{ samples(where: { compareColumns: { column: ${column ?? ''}, ${operator}: ${other ?? ''} } }) { totalCount } }`,
      );
      expect(validate(reflected.schema, document)).toEqual([]);
      const request = { document, variables: {}, operationName: undefined, context: {} };
      const { data, errors } = await reflected.executeText(request);
      if (errors !== undefined) {
        expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
        continue;
      }
      if (operator === 'eq') accepted.push(right);
      const { rows } = await reflected.database.pool.query<{ count: number }>(
        `select count(*)::int from sample where c_${left} ${sql} c_${right}`,
      );
      expect(JSON.parse(data ?? 'null')).toEqual({ samples: { totalCount: rows[0]?.count } });
    }
  }
  expect(accepted).toContain(left);
});
