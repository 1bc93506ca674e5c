/**
 * `node --import profiler.js program.js`, with PROFILE in the environment: from one SIGUSR2 to the next the program's CPU is
 * sampled, and what was found is written to that file. So neither its start nor its warming up is in it.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import process from 'node:process';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 200 });

let running = false;
process.on('SIGUSR2', async () => {
  running = !running;
  if (running) {
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(`${process.env.PROFILE}.part`, JSON.stringify(profile));
  renameSync(`${process.env.PROFILE}.part`, process.env.PROFILE);
});
