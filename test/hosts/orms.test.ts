import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformanceAudits } from '../../src/conformance/conformance-audits.js';
import { createGateway } from '../../src/server/create-gateway.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { drizzleHost } from './recipes/drizzle.js';
import { knexHost } from './recipes/knex.js';
import { kyselyHost } from './recipes/kysely.js';
import { nestHost } from './recipes/nest.js';
import { nodePostgresHost } from './recipes/node-postgres.js';
import { objectionHost } from './recipes/objection.js';
import type { OpenHost } from './recipes/open-host.js';
import { pgliteHost } from './recipes/pglite.js';
import { postgresJsHost } from './recipes/postgres-js.js';
import { sequelizeHost } from './recipes/sequelize.js';
import { typeormHost } from './recipes/typeorm.js';

interface Recipe {
  readonly open: (url: string, sql: string) => OpenHost | Promise<OpenHost>;
  /** The host has one connection, and what needs a second one to be told is not tried. */
  readonly singleConnection?: true;
  /** The SHOULDs that it cannot keep: of these, and of no others, the audits warn. */
  readonly warned?: readonly string[];
}

/** Hosts that run on every Node.js that Pillion runs on; for the others see node-24/. */
const recipes: Readonly<Record<string, Recipe>> = {
  'node-postgres': { open: nodePostgresHost },
  knex: { open: knexHost },
  Objection: { open: objectionHost },
  TypeORM: { open: typeormHost },
  NestJS: { open: nestHost },
  Sequelize: { open: sequelizeHost },
  Kysely: { open: kyselyHost },
  Drizzle: { open: drizzleHost },
  'postgres.js': { open: postgresJsHost },
  // A statement of PGlite keeps this very process busy until it has ended.
  PGlite: { open: pgliteHost, singleConnection: true, warned: ['loan-time-limit', 'loan-cancel'] },
};

const sql = `create table item (id int primary key, name text);
  do $$ begin create role app_reader; exception when duplicate_object or unique_violation then null; end $$`;
const never = (): never => {
  throw new Error('Only the names are asked for.');
};

describe.each(Object.entries(recipes))('%s', (_name, { open, singleConnection = false, warned = [] }) => {
  let database: TestDatabase;
  let host: OpenHost;
  beforeAll(async () => {
    database = await createDatabase({ sql: [sql] });
    host = await open(database.url, sql);
  });
  afterAll(async () => {
    await host.close();
    await database.drop();
  });

  const audits = conformanceAudits({ withConnection: never, inTransaction: never, singleConnection });
  describe.each(['by context', 'by AsyncLocalStorage'])('%s', (way) => {
    const inTransaction: OpenHost['transaction'] = (work) =>
      host.transaction((context, execute) => work(way === 'by context' ? context : undefined, execute));

    it.each(audits.map(({ id, name }) => [id, name] as const))('%s: %s', async (id) => {
      const { withConnection, borrowed } = host;
      const role = { role: 'app_reader', settings: ['app.tenant'] };
      const subject = { withConnection, inTransaction, singleConnection, ...role, ...(borrowed && { borrowed }) };
      const result = await conformanceAudits(subject)
        .find((one) => one.id === id)
        ?.run();
      expect(result).toEqual(
        warned.includes(id) ? { status: 'warn', reason: expect.any(String) as string } : { status: 'ok' },
      );
    });

    it('answers from the uncommitted rows of the open transaction, which the rollback takes back', async () => {
      const gateway = await createGateway({ withConnection: host.withConnection });
      const query = '{ items { nodes { id name } } }';
      const rollback = new Error('back');
      const transaction = inTransaction(async (context, execute) => {
        await execute(`insert into item values (1, 'uncommitted')`);
        const answer = await gateway.execute({ query, context });
        expect(answer).toEqual({ data: { items: { nodes: [{ id: 1, name: 'uncommitted' }] } } });
        throw rollback;
      });
      await expect(transaction).rejects.toBe(rollback);
      expect(await gateway.execute({ query })).toEqual({ data: { items: { nodes: [] } } });
      await gateway.close();
    });
  });
});
