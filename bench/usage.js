import console from 'node:console';
import process from 'node:process';

/** What `npm run bench -- --help` prints. */
export function usage(operations, targets) {
  return `Measures Pillion beside the limit and its peers: CPU per request, as a multiple of hand-written SQL.

  npm run bench -- [flags]

  --quick               four operations, the limit and Pillion, about two minutes
  --operations A,B      default: all
  --targets A,B         default: all; the limit and pillion are always there
  --rounds N            how often the targets take turns: 9, with --quick 5
  --requests N          a multiple of the requests in a sample: 0.5, with --quick 0.15
  --connections N       connections to PostgreSQL of each target: 4
  --sockets N           requests in flight: 8
  --json FILE           all figures
  --chart FILE          the bars as SVG
  --help                this text

Operations: ${operations.join(' · ')}
Targets:    ${targets.join(' · ')}

Examples:
  npm run bench -- --quick
  npm run bench -- --operations 'by key,whole tree' --targets pillion-express,mercurius --rounds 15
  npm run bench -- --json figures.json --chart docs/pictures/speed.svg
  DATABASE_URL=postgres://localhost/demo npm run bench -- --operations aggregates

The peers, and the Node.js that all targets then run on, want (cd bench && npm ci). See bench/README.md.
`;
}

/** Runs what reads the command line; prints its fault, where to look, and no stack. */
export function orUsage(read) {
  try {
    return read();
  } catch (thrown) {
    console.error(`${thrown.message}\nnpm run bench -- --help tells what there is.`);
    process.exit(1);
  }
}
