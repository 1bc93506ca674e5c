import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import { createDatabase } from '../support/database.js';
import { proofTimeout, scaled } from '../support/proof-scale.js';
import { readRequest } from '../support/read-request.js';

const cap = 100;
const connections = 4;

test(
  'distinct shapes without end: PostgreSQL keeps no more statements than the cap, and its memory stays flat',
  async () => {
    const database = await createDatabase({ sql: ['create table note (id int primary key, body text)'] });
    const prepared = new PreparedStatements(cap);
    const total = scaled(100_000);
    const lane = async (number: number): Promise<void> => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const backend = rows[0]?.pid ?? 0;
      const memory: number[] = [];
      for (let shape = number; shape < total; shape += connections) {
        const request = readRequest(`select coalesce(max(body), '${shape}') as r0 from note where id = $1::text::int`, [
          '1',
        ]);
        expect(await read(client, request, { guard: 'strict', statementTimeout: 5000, prepared })).toEqual([
          String(shape),
        ]);
        if (Math.floor(shape / connections) % Math.ceil(total / connections / 20) === 0) {
          const kept = await client.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements');
          expect(kept.rows[0]?.n).toBeLessThanOrEqual(cap);
          memory.push(await residentKibibytes(backend));
        }
      }
      const kept = await client.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements');
      expect(kept.rows[0]?.n).toBe(cap);
      await client.end();
      // The caches of a backend are full after the first quarter.
      if (process.platform !== 'linux') return;
      const [settled = 0] = memory.slice(5);
      expect((memory.at(-1) ?? 0) - settled, `kibibytes of a backend: ${memory.join(', ')}`).toBeLessThan(1024);
    };
    await Promise.all(Array.from({ length: connections }, (_, number) => lane(number)));
    await database.drop();
  },
  proofTimeout,
);

/** Private memory, which leaves out PostgreSQL's shared buffers. */
async function residentKibibytes(pid: number): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const rollup = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/RssAnon:\s+(\d+)/.exec(rollup)?.[1]);
}
