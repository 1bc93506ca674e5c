/**
 * The ORMs that need a newer Node.js than Pillion does, each lent from in two ways: by the context that the host gives, and
 * by AsyncLocalStorage alone. All audits of `pillion/conformance`, and a gateway in an open transaction.
 */
import process from 'node:process';
import { createGateway } from 'pillion';
import { conformanceAudits } from 'pillion/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../support/database.ts';
import { kyselyHost } from './kysely.js';
import { lucidHost } from './lucid.js';
import { mikroOrmHost } from './mikro-orm.js';
import { prismaHost } from './prisma.js';

const hosts = { 'Prisma 7': prismaHost, 'MikroORM 7': mikroOrmHost, 'Lucid 22': lucidHost, 'Kysely 0.29': kyselyHost };

it('runs on a Node.js that these ORMs run on', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
});

describe.each(Object.entries(hosts))('%s', (_name, open) => {
  let database;
  let host;
  beforeAll(async () => {
    database = await createDatabase({
      sql: [
        `create table item (id int primary key, name text);
         do $$ begin create role app_reader; exception when duplicate_object then null; end $$`,
      ],
    });
    host = await open(database.url);
  });
  afterAll(async () => {
    await host.close();
    await database.drop();
  });

  describe.each(['by context', 'by AsyncLocalStorage'])('%s', (way) => {
    const inTransaction = (work) =>
      host.transaction((context, execute) => work(way === 'by context' ? context : undefined, execute));
    const subject = () => ({
      withConnection: host.withConnection,
      inTransaction,
      borrowed: host.borrowed,
      role: 'app_reader',
      settings: ['app.tenant'],
    });

    const names = conformanceAudits({ withConnection: () => undefined, inTransaction: () => undefined, role: 'r' });
    it.each(names.map(({ id, name }) => [id, name]))('%s: %s', async (id) => {
      const audit = conformanceAudits(subject()).find((one) => one.id === id);
      expect(await audit.run()).toEqual({ status: 'ok' });
    });

    it('answers from the uncommitted rows of the open transaction, which the rollback takes back', async () => {
      const gateway = await createGateway({ withConnection: host.withConnection });
      const query = '{ items { nodes { id name } } }';
      const rollback = new Error('back');
      await expect(
        inTransaction(async (context, execute) => {
          await execute(`insert into item values (1, 'uncommitted')`);
          const answer = await gateway.execute({ query, context });
          expect(answer).toEqual({ data: { items: { nodes: [{ id: 1, name: 'uncommitted' }] } } });
          throw rollback;
        }),
      ).rejects.toBe(rollback);
      expect(await gateway.execute({ query })).toEqual({ data: { items: { nodes: [] } } });
      await gateway.close();
    });
  });
});
