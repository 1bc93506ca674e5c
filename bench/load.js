/**
 * The load, as a process of its own. A line of JSON on standard input, `{ port, path, bodies, requests, sockets }`, has it
 * post that many requests over kept connections, each socket taking the next body when it has its answer, and print
 * `{ seconds, p50, p99, bytes }` (milliseconds; bytes of the average answer). Written on bare sockets, to leave the CPU to those who are measured.
 */
import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';

process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  const result = await run(JSON.parse(line)).catch((error) => ({ error: error.message }));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

async function run({ port, path, bodies, requests, sockets }) {
  const messages = bodies.map((body) => message(path, port, body));
  const latencies = [];
  let bytes = 0;
  let turn = 0;
  const client = async () => {
    const socket = await open(port);
    try {
      while (turn < requests) {
        const at = performance.now();
        const length = await socket.exchange(messages[turn++ % messages.length]);
        bytes += length;
        latencies.push(performance.now() - at);
      }
    } finally {
      socket.end();
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: Math.min(sockets, requests) }, client));
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const quantile = (part) => latencies[Math.floor((latencies.length - 1) * part)];
  return { seconds, p50: quantile(0.5), p99: quantile(0.99), bytes: Math.round(bytes / requests) };
}

function message(path, port, body) {
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'accept: application/json',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** One kept connection; `exchange` sends a request and gives the length of the answer's body. */
async function open(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let waiting;
  let answer;
  const fail = (error) => waiting?.reject(error ?? new Error('The server closed the connection.'));
  socket.on('error', fail).on('close', () => fail());
  socket.on('data', (chunk) => {
    answer = read(answer, chunk);
    if (!answer.whole) return;
    const { status, length } = answer;
    answer = undefined;
    const { resolve, reject } = waiting;
    waiting = undefined;
    if (status === 200) resolve(length);
    else reject(new Error(`HTTP ${status}: ${chunk.toString('utf8').slice(-500)}`));
  });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    end: () => socket.destroy(),
  };
}

/** What is known of an answer after one more chunk of it. */
function read(answer, chunk) {
  if (answer?.status !== undefined) return more(answer, chunk);
  const text = (answer?.head ?? '') + chunk.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return { head: text, whole: false };
  const head = text.slice(0, end);
  const stated = /\r\ncontent-length: *(\d+)/i.exec(head);
  const begun = {
    status: Number(head.slice(9, 12)),
    stated: stated === null ? undefined : Number(stated[1]),
    length: 0,
    tail: '',
  };
  return more(begun, Buffer.from(text.slice(end + 4), 'latin1'));
}

function more(answer, chunk) {
  const length = answer.length + chunk.length;
  if (answer.stated !== undefined) return { ...answer, length, whole: length >= answer.stated };
  // A body in chunks ends with one of no length; JSON has no bare line break in it.
  const tail = (answer.tail + chunk.subarray(-7).toString('latin1')).slice(-7);
  return { ...answer, length, tail, whole: tail.endsWith('0\r\n\r\n') && (tail.length < 7 || tail.startsWith('\r\n')) };
}
