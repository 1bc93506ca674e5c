/**
 * One server under measurement: `node bench/target.js <name>`, with DATABASE_URL. Prints its port, and ends when its
 * standard input does.
 */
import { createServer } from 'node:http';
import process from 'node:process';
import pg from 'pg';
import { operations } from './operations.js';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const targets = {
  /** The limit: a statement by hand, prepared by name, whose text goes to the socket. */
  limit: async () => {
    const byQuery = new Map(operations.map((operation) => [operation.query, operation]));
    return (request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk) => (body += chunk));
      request.on('end', async () => {
        const { query, variables } = JSON.parse(body);
        const { name, sql, values } = byQuery.get(query);
        const { rows } = await pool.query({ name, text: sql, values: values(variables), rowMode: 'array' });
        response.setHeader('content-type', 'application/json');
        response.end(`{"data":${rows[0][0]}}`);
      });
    };
  },
  strict: () => pillion('strict'),
  none: () => pillion('none'),
};

async function pillion(guard) {
  const { createGateway, fromPool } = await import('pillion');
  const { nodeHandler } = await import('pillion/node');
  return nodeHandler(await createGateway({ withConnection: fromPool(pool), guard }));
}

const server = createServer(await targets[process.argv[2]]());
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.stdin.resume().on('end', () => process.exit());
