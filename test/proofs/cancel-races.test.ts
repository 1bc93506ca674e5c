import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import { sqlStateOf } from '../../src/errors/sqlstate.js';
import { createDatabase } from '../support/database.js';
import { proofTimeout, randomFrom, scaled } from '../support/proof-scale.js';
import { readRequest } from '../support/read-request.js';

const brief = readRequest('select pg_sleep($1::text::float8 / 1000)::text as r0', ['0']);
const lanes = 4;

/**
 * The abort is aimed at the moment in which the statement ends: a cancel request that arrives a little late hits
 * whatever runs next on that connection. The host's next statement is queued behind the read, not after it,
 * and runs for as long as a request may be under way. How long the
 * statement takes follows from who won the races before, so that both win about as often.
 */
test(
  'a cancel request never hits a statement of the host',
  async () => {
    const database = await createDatabase();
    const outcomes = new Map<string, number>();
    const killed: unknown[] = [];
    let broken = 0;
    const lane = async (number: number): Promise<void> => {
      const random = randomFrom(number + 1);
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      const prepared = new PreparedStatements(5);
      let milliseconds = 10;
      for (let race = number; race < scaled(10_000); race += lanes) {
        const inside = random.chance(0.5);
        if (inside) await client.query('begin');
        const controller = new AbortController();
        const guard = (['strict', 'light', 'none'] as const)[random.below(3)] ?? 'strict';
        const jitter = random.below(1000) / 250 - 2;
        const request = { ...brief, values: [String(Math.max(0, milliseconds + jitter))] };
        const reading = read(client, request, {
          guard,
          statementTimeout: 5000,
          prepared,
          signal: controller.signal,
        }).then(
          () => 'answered',
          (error: unknown) => sqlStateOf(error) ?? 'none',
        );
        // By then the read is in the queue of the client.
        await new Promise((resolve) => setImmediate(resolve));
        const hosts = client.query('select count(*)::int as n from generate_series(1, 3000), pg_sleep(0.005)').then(
          ({ rows }) => {
            expect(rows).toEqual([{ n: 3000 }]);
          },
          async (error: unknown) => {
            const aborted = inside && sqlStateOf(error) === '25P02';
            // Under none, an error of ours aborts the host's transaction, as documented: that is no kill.
            if (aborted && guard === 'none') return;
            // Our RELEASE SAVEPOINT was hit in the moment after it was done: nothing is left to go back to, and the read says so.
            if (aborted && (await reading) === 'LOAN_BROKEN') broken += 1;
            else killed.push(error);
          },
        );
        await delay(1 + random.below(4));
        controller.abort();
        const outcome = await reading;
        milliseconds *= outcome === 'answered' ? 1.1 : 0.9;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        await hosts;
        if (inside) await client.query('rollback');
        await client.query('select 1').catch((error: unknown) => killed.push(error));
      }
      await client.end();
    };
    await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
    await database.drop();
    expect(killed).toEqual([]);
    // It was a race: both sides have won some.
    const { CANCELLED: cancelled = 0, answered = 0, LOAN_BROKEN: lost = 0, ...others } = Object.fromEntries(outcomes);
    expect(others).toEqual({});
    expect(Math.min(cancelled, answered)).toBeGreaterThan(scaled(10_000) / 10);
    expect(lost).toBe(broken);
    expect(broken).toBeLessThanOrEqual(scaled(10_000) / 1000);
  },
  proofTimeout,
);
