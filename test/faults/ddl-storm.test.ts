import { expect, it } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { createGateway } from '../../src/server/create-gateway.js';
import { fetchHandler } from '../../src/server/fetch.js';
import { createDatabase } from '../support/database.js';

/** Seconds; five minutes on demand. */
const seconds = Number(process.env.PILLION_DDL_STORM_SECONDS ?? '8');
const requestsASecond = 100;
/** As many as the pool has connections: whoever queues for one may wait too long on a busy machine, storm or not. */
const atOnce = 10;

/** Each leaves its table as it found it, and passes through states in which the reflected schema is wrong. */
const storm: readonly (readonly string[])[] = [
  ['alter table changing add colour text', 'alter table changing drop colour'],
  ['alter table changing rename name to title', 'alter table changing rename title to name'],
  ['alter table changing rename to gone', 'alter table gone rename to changing'],
  ['alter table changing alter name type int using 1', 'alter table changing alter name type text using $$one$$'],
  ['alter table changing drop name', 'alter table changing add name text'],
  [
    'drop table changing',
    `create table changing (id int primary key, name text); insert into changing values (1, 'one')`,
  ],
  ['create table more (id int primary key, steady_id int references steady)', 'drop table more'],
  ['create view seen as select * from changing', 'drop view seen'],
  ['create function answer() returns int stable language sql as $$select 42$$', 'drop function answer()'],
  [`create type mood as enum ('good')`, 'create table feeling (id int primary key, mood mood)'],
  [`alter type mood add value if not exists 'bad'`],
  ['drop table feeling', 'drop type mood'],
  [`comment on table changing is '@name altered'`, 'comment on table changing is null'],
];

it(
  'a storm of DDL: untouched operations never fail, the others only with SCHEMA_CHANGED',
  async ({ annotate }) => {
    const database = await createDatabase({
      sql: [
        `create table steady (id int primary key, name text); insert into steady values (1, 'one');
         create table changing (id int primary key, name text); insert into changing values (1, 'one')`,
      ],
    });
    const failures = new Set<string>();
    const gateway = await createGateway({
      withConnection: fromPool(database.pool),
      reloadEvery: 200,
      observers: [
        (observation) => {
          if (observation.kind !== 'operationFailed' || observation.error.code === 'SCHEMA_CHANGED') return;
          failures.add(`${observation.error.code} ${observation.error.message}`);
        },
      ],
    });
    const answer = fetchHandler(gateway);
    const ask = async (query: string): Promise<{ readonly status: number; readonly text: string }> => {
      const response = await answer(
        new Request('http://host/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        }),
        undefined,
      );
      return { status: response.status, text: await response.text() };
    };
    const seen = { steady: new Map<string, number>(), changing: new Map<string, number>() };
    const note = (kind: 'steady' | 'changing', text: string): void =>
      void seen[kind].set(text, (seen[kind].get(text) ?? 0) + 1);
    const raging = new AbortController();
    const ddl = (async () => {
      for (let turn = 0; !raging.signal.aborted; turn += 1) {
        for (const statement of storm[turn % storm.length] ?? []) {
          await database.pool.query(statement);
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
      }
    })();
    const pending: Promise<void>[] = [];
    const started = performance.now();
    let sent = 0;
    let waiting = 0;
    for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - started) / 1000) {
      // A machine that is slower than the rate gets no more than it can answer.
      for (; sent < elapsed * requestsASecond && waiting < atOnce; sent += 1) {
        const steady = sent % 2 === 0;
        const query = steady ? '{ steadies { nodes { id name } } }' : '{ changings { nodes { id name } } }';
        waiting += 1;
        pending.push(
          ask(query).then(({ status, text }) => {
            waiting -= 1;
            note(steady ? 'steady' : 'changing', `${status} ${kindOf(text)}`);
          }),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 1000 / requestsASecond));
    }
    const sentIn = (performance.now() - started) / 1000;
    await Promise.all(pending);
    raging.abort();
    await ddl;
    await gateway.close();
    await database.drop();
    const told = Object.entries(seen).flatMap(([kind, answers]) =>
      [...answers].map(([text, count]) => `${kind} ${text}: ${count}`),
    );
    await annotate([`${(sent / sentIn).toFixed(0)} requests a second`, ...told, ...failures].join('\n'));
    expect([...seen.steady.keys()]).toEqual(['200 {"data":{"steadies":{"nodes":[{"id":1,"name":"one"}]}}}']);
    const changing = [...seen.changing.keys()];
    const allowed =
      /^(200 \{"data":\{"changings":\{"nodes":\[.*\]\}\}\}|503 SCHEMA_CHANGED|400 GRAPHQL_VALIDATION_FAILED)$/;
    expect(changing.filter((text) => !allowed.test(text))).toEqual([]);
    // It did storm: both answers and refusals were seen.
    expect(changing.some((text) => text.startsWith('200'))).toBe(true);
    expect(changing.some((text) => text.startsWith('503'))).toBe(true);
  },
  (seconds + 60) * 1000,
);

function kindOf(text: string): string {
  return /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? text.trim();
}
