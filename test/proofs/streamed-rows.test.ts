import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { buildCli, runCli } from '../cli/cli-process.js';
import { createDatabase } from '../support/database.js';
import { proofTimeout, scaled } from '../support/proof-scale.js';

const total = scaled(1_000_000);

test(
  'a stream of rows moves through the gateway, in a process of its own, in flat memory; without one the answer is refused',
  async () => {
    const database = await createDatabase({
      sql: [
        `create table event (id int primary key, happened_at timestamptz not null, note text not null);
         insert into event select n, '2026-01-01Z'::timestamptz + n * interval '1 second', repeat('x', 40) || n
           from generate_series(1, ${total}) n;
         create table picture (id int primary key, bytes text);
         insert into picture select n, repeat('x', 1048576) from generate_series(1, 33) n`,
      ],
    });
    const size = ['--max-page-size', String(total), '--max-streamed-rows', String(total)];
    const gateway = runCli(await buildCli(), ['serve', '--database-url', database.url, '--port', '0', ...size]);
    const [, url = ''] = await gateway.says(/listening on (\S+)/);
    const ask = (query: string, accept: string): Promise<Response> =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query }),
      });
    const stream = (rows: number): Promise<Response> =>
      ask(`{ events(first: ${rows}) { nodes { id happenedAt note } } }`, 'application/jsonl');

    // What is compiled and allocated once is there after the first rows.
    for (let turn = 0; turn < 5; turn += 1) await (await stream(5000)).text();
    const before = await residentMebibytes(gateway.process.pid);
    let most = before;
    let lines = 0;
    let last = '';
    let pieces = 0;
    for await (const piece of (await stream(total)).body ?? []) {
      const text = Buffer.from(piece).toString();
      lines += text.split('\n').length - 1;
      last = (last + text).slice(-200);
      if (++pieces % 50 === 0) most = Math.max(most, await residentMebibytes(gateway.process.pid));
    }
    most = Math.max(most, await residentMebibytes(gateway.process.pid));
    expect(lines).toBe(total);
    expect(last.split('\n').at(-2)).toMatch(`{"id":${total},`);
    if (process.platform === 'linux') {
      expect(most - before, `mebibytes before ${before}, at most ${most}`).toBeLessThan(64);
    }

    const refused = await ask('{ pictures { nodes { bytes } } }', 'application/json');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RESULT_TOO_LARGE' } }] });
    expect(await (await ask('{ event(id: 1) { id } }', 'application/json')).json()).toEqual({
      data: { event: { id: 1 } },
    });
    gateway.process.kill('SIGTERM');
    await gateway.ended;
    await database.drop();
  },
  proofTimeout,
);

async function residentMebibytes(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
