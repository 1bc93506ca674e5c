import { setTimeout } from 'node:timers/promises';
import { cpu } from './processes.js';

const bodiesOfAnOperation = 60;

/**
 * One sample of a target: milliseconds of CPU per request, of the server's process and of the backends of its
 * connections, requests per second, and latencies.
 */
export async function measure({ database, load, options }, { target, server }, operation, { form, requests }) {
  const question = JSON.stringify({
    port: Number(server.line),
    path: target.path(form),
    bodies: Array.from({ length: bodiesOfAnOperation }, (_, turn) => JSON.stringify(target.request(operation, turn))),
    requests,
    sockets: options.sockets,
  });
  const pids = await database.backends(target.name);
  const before = { server: cpu(server.pid), backends: pids.map(cpu) };
  const result = JSON.parse(await load.ask(question));
  // What the server still does for these requests, such as collecting their garbage, belongs to them.
  await setTimeout(20);
  if (result.error !== undefined) throw new Error(`${target.name}, ${operation.name}: ${result.error}`);
  const after = { server: cpu(server.pid), backends: pids.map(cpu) };
  return {
    server: (after.server - before.server) / requests,
    backends: (sum(after.backends) - sum(before.backends)) / requests,
    connections: pids.length,
    perSecond: requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    bytes: result.bytes,
  };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
