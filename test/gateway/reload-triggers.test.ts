import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import type { Engine } from '../../src/gateway/gateway.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import { onNotification } from '../../src/gateway/on-notification.js';
import { startEngine } from '../../src/gateway/start-engine.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function open(): Promise<TestDatabase> {
  const database = await createDatabase({ sql: ['create table item (id int primary key, name text)'] });
  cleanUps.push(() => database.drop());
  return database;
}

async function start(database: TestDatabase, options: Partial<GatewayOptions>): Promise<Engine> {
  const engine = await startEngine({ withConnection: fromPool(database.pool), ...options });
  cleanUps.push(() => engine.close());
  return engine;
}

const hasColour = (engine: Engine): boolean => engine.sdl().includes('colour');

describe('a gateway reads the database again', () => {
  it('at a notification, and at none of another channel', async () => {
    const database = await open();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    cleanUps.push(() => client.end());
    const engine = await start(database, { reloadOn: [onNotification(client)] });
    await database.pool.query('alter table item add colour text');
    await database.pool.query('notify other');
    await client.query('select');
    expect(hasColour(engine)).toBe(false);
    await database.pool.query('notify pillion_reload');
    await expect.poll(() => hasColour(engine)).toBe(true);
    await engine.close();
    await expect.poll(async () => (await client.query('select * from pg_listening_channels()')).rowCount).toBe(0);
    expect(client.listenerCount('notification')).toBe(0);
  });

  it('at the event trigger of the documentation', async () => {
    const database = await open();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    cleanUps.push(() => client.end());
    const engine = await start(database, { reloadOn: [onNotification(client)] });
    await database.pool.query(`
      create function pillion_notify() returns event_trigger language plpgsql as $$ begin notify pillion_reload; end $$;
      create event trigger pillion_reload on ddl_command_end execute function pillion_notify();
    `);
    await database.pool.query('alter table item add colour text');
    await expect.poll(() => hasColour(engine)).toBe(true);
  });

  it('every so often', async () => {
    const database = await open();
    const engine = await start(database, { reloadEvery: 50 });
    await database.pool.query('alter table item add colour text');
    await expect.poll(() => hasColour(engine)).toBe(true);
  });

  it('when a function of the host says so, and stops it at the end', async () => {
    const database = await open();
    let reload: () => void = () => undefined;
    let stopped = 0;
    const engine = await start(database, {
      reloadOn: [
        (given) => {
          reload = given;
          return () => (stopped += 1);
        },
      ],
    });
    await database.pool.query('alter table item add colour text');
    reload();
    await expect.poll(() => hasColour(engine)).toBe(true);
    await engine.close();
    expect(stopped).toBe(1);
  });

  it('and refuses to start with a trigger that cannot', async () => {
    const database = await open();
    const failing = (): never => {
      throw new Error('nobody listens');
    };
    await expect(start(database, { reloadOn: [failing] })).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: 'The option "reloadOn": number 0 could not start: nobody listens',
    });
  });

  it.each(['Pillion', 'a b', `x'; drop table item`])('and refuses the channel %j', (channel) => {
    expect(() => onNotification(new pg.Client(), channel)).toThrow(TypeError);
  });
});

describe('an operation that meets a changed database', () => {
  it('tells so, and makes the gateway read it again', async () => {
    const database = await open();
    const engine = await start(database, {});
    await database.pool.query('alter table item rename column name to title');
    const old = await engine.execute({ query: '{ items { nodes { name } } }' });
    expect(old.errors?.[0]?.extensions.code).toBe('SCHEMA_CHANGED');
    await expect.poll(() => engine.sdl().includes('title')).toBe(true);
    expect((await engine.execute({ query: '{ items { nodes { title } } }' })).errors).toBeUndefined();
  });

  it('is met inside the transaction of the host, which stays usable', async () => {
    const database = await open();
    const client = await database.pool.connect();
    const lend = fromPool(database.pool);
    const engine = await start(database, {
      withConnection: (context, run) => (context === 'transaction' ? run(client) : lend(context, run)),
    });
    await database.pool.query('alter table item rename column name to title');
    await client.query('begin');
    await client.query(`insert into item values (1, 'one')`);
    const answer = await engine.execute({ query: '{ items { nodes { name } } }', context: 'transaction' });
    expect(answer.errors?.[0]?.extensions.code).toBe('SCHEMA_CHANGED');
    await client.query('commit');
    client.release();
    await expect.poll(() => engine.sdl().includes('title')).toBe(true);
    const { data } = await engine.execute({ query: '{ items { nodes { title } } }' });
    expect(data).toEqual({ items: { nodes: [{ title: 'one' }] } });
  });

  it('does not make it read again and again where reading does not mend it', async () => {
    const database = await open();
    await database.pool.query(`
      create function inner_one() returns int stable language sql as 'select 1';
      create function broken() returns int stable language plpgsql as 'begin return inner_one(); end';
    `);
    let read = 0;
    const engine = await start(database, { observers: [({ kind }) => void (read += kind === 'reflected' ? 1 : 0)] });
    await database.pool.query('drop function inner_one()');
    for (let turn = 0; turn < 20; turn += 1) {
      const { errors } = await engine.execute({ query: '{ broken }' });
      expect(errors?.[0]?.extensions.code).toBe('SCHEMA_CHANGED');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    // The start, the first failure, and the one after it, which had a schema of another fingerprint.
    expect(read).toBeLessThanOrEqual(3);
  });
});
