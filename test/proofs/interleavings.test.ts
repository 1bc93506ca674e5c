import pg from 'pg';
import { expect, test } from 'vitest';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import { sqlStateOf } from '../../src/errors/sqlstate.js';
import { createDatabase } from '../support/database.js';
import { proofTimeout, randomFrom, scaled } from '../support/proof-scale.js';
import { readRequest } from '../support/read-request.js';

const seen = readRequest('select count(*)::text as r0 from written where round = $1::text::int', ['0']);
const failing = readRequest("select (1 / '0'::int)::text as r0");
const slow = readRequest("select 'slow' as r0 from pg_sleep(0.05)");

/**
 * Host and gateway on one connection in one transaction, at random: what is written must be there after COMMIT and gone
 * after ROLLBACK, whatever the reads between came to. The writes are counted by this test, not by the database.
 */
test(
  'no write of the host is lost or kept against its will, however reads of the gateway come between',
  async () => {
    const database = await createDatabase({ sql: ['create table written (round int, n int, primary key (round, n))'] });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const prepared = new PreparedStatements(5);
    const random = randomFrom(20261125);
    const outcomes = new Map<string, number>();
    for (let round = 0; round < scaled(1000); round += 1) {
      const guard = random.chance(0.5) ? 'strict' : 'light';
      const pending: Promise<unknown>[] = [];
      let written = 0;
      let ended = false;
      const write = (): void => {
        pending.push(client.query('insert into written values ($1, $2)', [round, written]));
        written += 1;
      };
      const ask = (): void => {
        const kind = random.below(10);
        const request = kind < 6 ? { ...seen, values: [String(round)] } : kind < 8 ? failing : slow;
        const least = written;
        const options = { guard, statementTimeout: request === slow ? 5 : 5000, prepared } as const;
        const signal = random.chance(0.15) ? { signal: AbortSignal.timeout(1 + random.below(6)) } : {};
        const reading = read(client, request, { ...options, ...signal }).then(
          ([count]) => {
            // A read sees at least what was queued before it was asked for; its turn may come after the end.
            if (request !== failing && request !== slow && !ended) expect(Number(count)).toBeGreaterThanOrEqual(least);
            return 'answered';
          },
          (error: unknown) => sqlStateOf(error) ?? String(error),
        );
        pending.push(reading.then((outcome) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)));
      };
      await client.query('begin');
      for (let step = 0; step < 8; step += 1) {
        if (random.chance(0.5)) write();
        else ask();
        if (random.chance(0.3)) await pending[random.below(pending.length)];
        if (random.chance(0.1)) await new Promise((resolve) => setTimeout(resolve, random.below(4)));
      }
      const commit = random.chance(0.5);
      // Now and then the end is queued while reads are under way: those must not touch what comes after it.
      if (random.chance(0.7)) await Promise.all(pending);
      ended = true;
      const { command } = await client.query(commit ? 'commit' : 'rollback');
      await Promise.all(pending);
      const { rows } = await client.query<{ n: number }>('select n from written where round = $1 order by n', [round]);
      expect({ round, command, rows: rows.map(({ n }) => n) }).toEqual({
        round,
        command: commit ? 'COMMIT' : 'ROLLBACK',
        rows: commit ? Array.from({ length: written }, (_, n) => n) : [],
      });
    }
    await client.end();
    await database.drop();
    expect([...outcomes.keys()].sort()).toEqual(['BAD_USER_INPUT', 'CANCELLED', 'QUERY_TIMEOUT', 'answered']);
  },
  proofTimeout,
);
