import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformanceAudits } from '../../src/conformance/conformance-audits.js';
import { createGateway } from '../../src/server/create-gateway.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { drizzleHost } from './recipes/drizzle.js';
import { knexHost } from './recipes/knex.js';
import { kyselyHost } from './recipes/kysely.js';
import { nodePostgresHost } from './recipes/node-postgres.js';
import { objectionHost } from './recipes/objection.js';
import type { OpenHost } from './recipes/open-host.js';
import { sequelizeHost } from './recipes/sequelize.js';
import { typeormHost } from './recipes/typeorm.js';

/** ORMs that run on every Node.js that Pillion runs on; for the others see node-24/. */
const hosts: Readonly<Record<string, (url: string) => OpenHost | Promise<OpenHost>>> = {
  'node-postgres': nodePostgresHost,
  knex: knexHost,
  Objection: objectionHost,
  TypeORM: typeormHost,
  Sequelize: sequelizeHost,
  Kysely: kyselyHost,
  Drizzle: drizzleHost,
};

const never = (): never => {
  throw new Error('Only the names are asked for.');
};
const audits = conformanceAudits({ withConnection: never, inTransaction: never, role: 'none' });

describe.each(Object.entries(hosts))('%s', (_name, open) => {
  let database: TestDatabase;
  let host: OpenHost;
  beforeAll(async () => {
    database = await createDatabase({
      sql: [
        `create table item (id int primary key, name text);
         do $$ begin create role app_reader; exception when duplicate_object or unique_violation then null; end $$`,
      ],
    });
    host = await open(database.url);
  });
  afterAll(async () => {
    await host.close();
    await database.drop();
  });

  describe.each(['by context', 'by AsyncLocalStorage'])('%s', (way) => {
    const inTransaction: OpenHost['transaction'] = (work) =>
      host.transaction((context, execute) => work(way === 'by context' ? context : undefined, execute));

    it.each(audits.map(({ id, name }) => [id, name] as const))('%s: %s', async (id) => {
      const { withConnection, borrowed } = host;
      const subject = { withConnection, inTransaction, role: 'app_reader', settings: ['app.tenant'] };
      const mine = conformanceAudits(borrowed === undefined ? subject : { ...subject, borrowed });
      expect(await mine.find((one) => one.id === id)?.run()).toEqual({ status: 'ok' });
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
