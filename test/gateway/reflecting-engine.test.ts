import type { GraphQLSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import type { Engine } from '../../src/gateway/gateway.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import { startEngine } from '../../src/gateway/start-engine.js';
import type { Observation } from '../../src/observation/observation.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const TABLE = 'create table item (id int primary key, name text); insert into item values (1, $$one$$)';

interface Started {
  readonly engine: Engine;
  readonly database: TestDatabase;
  readonly observations: Observation[];
}

async function start(options: Partial<GatewayOptions> = {}): Promise<Started> {
  const database = await createDatabase({ sql: [TABLE] });
  cleanUps.push(() => database.drop());
  const observations: Observation[] = [];
  const engine = await startEngine({
    withConnection: fromPool(database.pool),
    observers: [(observation) => void observations.push(observation)],
    ...options,
  });
  cleanUps.push(() => engine.close());
  return { engine, database, observations };
}

describe('a started engine', () => {
  it('is ready, tells what it read, and answers', async () => {
    const { engine, observations } = await start();
    expect(engine.status).toMatchObject({ state: 'ready', fingerprint: expect.any(String) as string });
    expect(observations).toMatchObject([{ kind: 'reflected', tables: 1 }]);
    expect(engine.sdl()).toContain('type Item');
    expect(await engine.execute({ query: '{ items { nodes { name } } }' })).toEqual({
      data: { items: { nodes: [{ name: 'one' }] } },
    });
  });

  it('gives what graphql-js gives for an operation that is not valid', async () => {
    const { engine } = await start();
    expect(await engine.execute({ query: '{ items' })).toMatchObject({ errors: [{ message: /Syntax Error/ }] });
    const unknown = await engine.execute({ query: '{ nothing }' });
    expect(unknown).toMatchObject({ errors: [{ message: 'Cannot query field "nothing" on type "Query".' }] });
    expect(unknown).not.toHaveProperty('data');
    const deep = await engine.execute({ query: '{ a'.repeat(50_000) + '}'.repeat(50_000) });
    expect(deep.errors).toHaveLength(1);
  });

  it('rejects for what no waiting can mend, and names it', async () => {
    await expect(start({ namespaces: ['public', 'shop'] })).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('"shop"') as string,
    });
  });

  it('is not harmed by an observer that throws', async () => {
    const { engine } = await start({
      observers: [
        () => {
          throw new Error('of the host');
        },
      ],
    });
    expect(engine.status.state).toBe('ready');
  });
});

describe('reload', () => {
  it('swaps the schema and tells the listeners', async () => {
    const { engine, database } = await start();
    const schemas: GraphQLSchema[] = [];
    const unsubscribe = engine.onSchema((schema) => void schemas.push(schema));
    await database.pool.query('create table colour (id int primary key)');
    await engine.reload();
    expect(schemas.map((schema) => schema.getType('Colour') !== undefined)).toEqual([false, true]);
    expect(engine.schema).toBe(schemas[1]);
    unsubscribe();
    await database.pool.query('drop table colour');
    await engine.reload();
    expect(schemas).toHaveLength(2);
  });

  it('keeps a schema that did not change', async () => {
    const { engine } = await start();
    const { schema } = engine;
    await engine.reload();
    expect(engine.schema).toBe(schema);
  });

  it('keeps the old schema, and answers from it, when it fails', async () => {
    let broken = false;
    const database = await createDatabase({ sql: [TABLE] });
    cleanUps.push(() => database.drop());
    const lend = fromPool(database.pool);
    const { engine, observations } = await start({
      withConnection: (context, run) => {
        if (broken) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
        return lend(context, run);
      },
    });
    broken = true;
    const own: Observation[] = observations;
    await expect(engine.reload()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    broken = false;
    expect(own).toHaveLength(2);
    expect(own[1]).toMatchObject({ kind: 'reflectionFailed', error: { code: 'UNAVAILABLE' } });
    expect(engine.status.state).toBe('ready');
    expect((await engine.execute({ query: '{ items { nodes { id } } }' })).errors).toBeUndefined();
  });

  it('asked for many times at once reads the database twice: what runs, and what comes after', async () => {
    const { engine, database, observations } = await start();
    const running = engine.reload();
    await Promise.resolve();
    await database.pool.query('create table late (id int primary key)');
    await Promise.all([running, engine.reload(), engine.reload(), engine.reload()]);
    expect(engine.schema.getType('Late')).toBeDefined();
    expect(observations.filter(({ kind }) => kind === 'reflected').length).toBeLessThanOrEqual(3);
  });
});

describe('close', () => {
  it("waits for what runs, refuses what comes, and leaves the host's pool alone", async () => {
    const { engine, database } = await start();
    const locker = await database.pool.connect();
    await locker.query('begin; lock table item in access exclusive mode');
    const running = engine.execute({ query: '{ items { nodes { id } } }' });
    await expect.poll(async () => (await database.pool.query(waitingForLocks)).rowCount, { timeout: 3000 }).toBe(1);
    const closing = engine.close();
    expect(engine.status).toEqual({ state: 'closed' });
    expect((await engine.execute({ query: '{ items { nodes { id } } }' })).errors).toMatchObject([
      { extensions: { code: 'UNAVAILABLE' } },
    ]);
    await expect(engine.reload()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await locker.query('rollback');
    locker.release();
    await closing;
    expect((await running).data).toEqual({ items: { nodes: [{ id: 1 }] } });
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

const waitingForLocks = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
