import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import { withLoan } from '../../src/database/with-loan.js';
import { sqlStateOf } from '../../src/errors/sqlstate.js';
import { createDatabase } from '../support/database.js';
import { proofTimeout, randomFrom, scaled } from '../support/proof-scale.js';
import { readRequest } from '../support/read-request.js';

const pid = readRequest('select pg_backend_pid()::text as r0');
const slow = readRequest("select 'done' as r0 from pg_sleep(5)");
const moments = ['idle on loan', 'in the statement', 'about the start of it', 'between loans'] as const;

test(
  'killed backends: no uncaught exception, the pool of the host refills, the next request is good',
  async () => {
    const database = await createDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 4 });
    pool.on('error', () => undefined);
    const killer = new pg.Client({ connectionString: database.url });
    await killer.connect();
    // Its second argument, a time to wait, would do, but it looks only every 100 ms.
    const kill = async (backend: string | null | undefined): Promise<void> => {
      await killer.query('select pg_terminate_backend($1::int)', [backend]);
      const alive = 'select from pg_stat_activity where pid = $1::int';
      while ((await killer.query(alive, [backend])).rowCount !== 0) await delay(1);
    };
    const uncaught: unknown[] = [];
    const note = (error: unknown): number => uncaught.push(error);
    process.on('uncaughtExceptionMonitor', note);
    process.on('unhandledRejection', note);
    const random = randomFrom(57);
    const lend = fromPool(pool);
    const prepared = new PreparedStatements(5);
    const seen = new Map<string, Map<string, number>>();
    for (let round = 0; round < scaled(1000); round += 1) {
      const moment = moments[round % moments.length] ?? 'idle on loan';
      const guard = (['strict', 'light', 'none'] as const)[random.below(3)] ?? 'strict';
      const options = { guard, statementTimeout: 8000, prepared };
      const outcome = await withLoan(lend, undefined, async (connection) => {
        const [backend] = await read(connection, pid, options);
        if (moment === 'idle on loan') {
          await kill(backend);
          if (random.chance(0.5)) await delay(2);
          return read(connection, pid, options);
        }
        if (moment === 'between loans') return [backend];
        const reading = read(connection, slow, options);
        // Handled below; it may fail before that.
        reading.catch(() => undefined);
        if (moment === 'in the statement') await delay(3);
        await kill(backend);
        return reading;
      }).then(
        async ([backend]) => {
          await kill(backend);
          return 'answered';
        },
        (error: unknown) => sqlStateOf(error) ?? String(error),
      );
      const counts = seen.get(moment) ?? new Map<string, number>();
      seen.set(moment, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
      // The pool hears of a connection that died while it was idle there a moment later.
      if (moment === 'between loans') await delay(2);
      const next = withLoan(lend, undefined, (connection) => read(connection, pid, options));
      await expect(next, `after ${moment} in round ${round}`).resolves.toHaveLength(1);
    }
    await Promise.all(
      Array.from({ length: 4 }, () =>
        withLoan(lend, undefined, (client) => read(client, pid, { guard: 'strict', statementTimeout: 8000 })),
      ),
    );
    expect(pool.totalCount).toBe(pool.idleCount);
    await delay(50);
    process.off('uncaughtExceptionMonitor', note);
    process.off('unhandledRejection', note);
    await Promise.all([pool.end(), killer.end()]);
    await database.drop();
    expect(uncaught).toEqual([]);
    expect([...(seen.get('between loans') ?? []).keys()]).toEqual(['answered']);
    for (const moment of moments.slice(0, 3))
      expect([moment, ...(seen.get(moment) ?? []).keys()]).toEqual([moment, 'UNAVAILABLE']);
  },
  proofTimeout,
);
