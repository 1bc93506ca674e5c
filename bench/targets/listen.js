import process from 'node:process';

/** Prints the port that a server has got, and ends with standard input: how every target behaves. */
export function listen(server) {
  server.listen(0, '127.0.0.1', () => printPort(server.address().port));
}

export function printPort(port) {
  process.stdout.write(`${port}\n`);
  process.stdin.resume().on('end', () => process.exit());
}
