import 'reflect-metadata';
import type { ExecutionResult } from 'graphql';
import { createGateway, fromPool, type Gateway, type GatewayOptions, type Observation } from 'pillion';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** A small shop of records, with every kind of column that an extension may need. */
export const CATALOGUE_SQL = `
  create type mood as enum ('calm', 'loud');
  create type size as (width int, height int);
  create table artist (artist_id int primary key, name text not null);
  create table album (
    album_id int primary key, artist_id int not null references artist, title text not null, slug text unique,
    released date
  );
  create table track (
    track_id bigint primary key, album_id int not null references album, name text not null,
    milliseconds int not null, bytes bigint, price numeric(8, 2) not null, mood mood, tags text[] not null default '{}',
    details jsonb, raw json, played int4range, cover size, secret text
  );
  comment on column track.secret is '@omit';
  create table chart (album_id int references album, place int, week int, primary key (week, place));
  create view loud_track as select name from track where mood = 'loud';
  insert into artist values (1, 'Ann'), (2, 'Bob');
  insert into album values
    (1, 1, 'First', 'first', '2001-02-03'), (2, 1, 'Second', null, null), (3, 2, 'Third', 'third', '2020-01-01');
  insert into track values
    (9007199254740993, 1, 'One', 61000, 9007199254740995, 0.99, 'calm', '{a,"b,\\"c"}',
      '{"big": 12345678901234567890.5}', ' { "b":1.10 ,"a": [ "]" , 2 ] } ', '[1,5)', '(3,4)', 's1'),
    (2, 1, 'Two', 125000, null, 1.50, 'loud', '{}', null, null, null, null, 's2'),
    (3, 2, 'Three', 3599000, 5, 100.00, null, '{c}', '[1]', '"\\\\\\""', 'empty', null, null),
    (4, 3, 'Four', 0, 6, 0.00, 'calm', '{}', '"x"', null, null, null, 's4');
  insert into chart values (3, 1, 10), (1, 2, 10), (2, 1, 11);
`;

/** A gateway over the shop, with all that it tells of its statements. */
export interface Catalogue extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly gateway: Gateway;
  /** The texts of the statements since the last call. */
  statements(): readonly string[];
  readonly observations: readonly Observation[];
  /** The number of loans since the last call. */
  loans(): number;
  run(query: string, variables?: Readonly<Record<string, unknown>>, context?: unknown): Promise<ExecutionResult>;
}

export async function openCatalogue(
  extension: GatewayOptions['extension'],
  options: Partial<GatewayOptions> = {},
): Promise<Catalogue> {
  const database = await createDatabase({ sql: [CATALOGUE_SQL], template: true });
  const observations: Observation[] = [];
  const lend = fromPool(database.pool);
  let loans = 0;
  let seen = 0;
  const gateway = await createGateway({
    withConnection: (context, run) => {
      loans += 1;
      return lend(context, run);
    },
    observers: [(observation) => void observations.push(observation)],
    ...(extension && { extension }),
    ...options,
  }).catch(async (error: unknown) => {
    await database.drop();
    throw error;
  });
  loans = 0;
  return {
    database,
    gateway,
    observations,
    statements() {
      const fresh = observations.slice(seen);
      seen = observations.length;
      return fresh.flatMap((one) => (one.kind === 'statement' ? [one.sql] : []));
    },
    loans() {
      const count = loans;
      loans = 0;
      return count;
    },
    run: (query, variables, context) => gateway.execute({ query, variables, context }),
    async [Symbol.asyncDispose]() {
      await gateway.close();
      await database.drop();
    },
  };
}

/** The one JSON value of a statement that is written by hand. */
export async function byHand({ database }: Catalogue, sql: string): Promise<unknown> {
  const { rows } = await database.pool.query<{ json: string }>(`select (${sql})::text as json`);
  return JSON.parse(rows[0]?.json ?? 'null') as unknown;
}
