import pg from 'pg';
import { expect, test } from 'vitest';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import { sqlStateOf } from '../../src/errors/sqlstate.js';
import { createDatabase } from '../support/database.js';
import { proofTimeout, randomFrom, scaled } from '../support/proof-scale.js';
import { readRequest } from '../support/read-request.js';

const quick = readRequest('select count(*)::text as r0 from generate_series(1, $1::text::int)', ['1']);
const lanes = 8;

/**
 * The abort is aimed at the moment in which the statement ends: a cancel request that arrives a little late hits
 * whatever runs next on that connection. The host's next statement is queued behind the read, not after it.
 */
test(
  'a cancel request never hits a statement of the host',
  async () => {
    const database = await createDatabase();
    const outcomes = new Map<string, number>();
    const killed: unknown[] = [];
    const lane = async (number: number): Promise<void> => {
      const random = randomFrom(number + 1);
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      const prepared = new PreparedStatements(5);
      let usual = 1;
      for (let race = number; race < scaled(10_000); race += lanes) {
        const inside = random.chance(0.5);
        if (inside) await client.query('begin');
        const controller = new AbortController();
        const guard = (['strict', 'light', 'none'] as const)[random.below(3)] ?? 'strict';
        const request = { ...quick, values: [String(1 + random.below(4000))] };
        const start = performance.now();
        const reading = read(client, request, {
          guard,
          statementTimeout: 5000,
          prepared,
          signal: controller.signal,
        }).then(
          () => 'answered',
          (error: unknown) => sqlStateOf(error) ?? 'none',
        );
        const hosts = client.query('select count(*)::int as n from generate_series(1, 3000)').then(
          ({ rows }) => {
            expect(rows).toEqual([{ n: 3000 }]);
          },
          (error: unknown) => {
            // Under none, an error of ours aborts the host's transaction, as documented: that is no kill.
            if (!(guard === 'none' && inside && sqlStateOf(error) === '25P02')) killed.push(error);
          },
        );
        const aim = usual * (0.5 + random.below(1000) / 1000);
        while (performance.now() - start < aim) await new Promise((resolve) => setImmediate(resolve));
        controller.abort();
        const outcome = await reading;
        if (outcome === 'answered') usual = usual * 0.9 + (performance.now() - start) * 0.1;
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
    expect([...outcomes.keys()].sort()).toEqual(['CANCELLED', 'answered']);
    expect(Math.min(...outcomes.values())).toBeGreaterThan(scaled(10_000) / 50);
  },
  proofTimeout,
);
