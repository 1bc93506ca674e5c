import 'reflect-metadata';
import { graphql, parse } from 'graphql';
import { Field, ObjectType, Resolver } from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { Needs } from '../../src/extension/index.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import type { Observation } from '../../src/observation/observation.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Asker, createTenants, filteringGateway } from './tenants.js';
import { clerksGateway, createClerks } from './clerks.js';

const SQL = `
  create type mood as enum ('calm', 'very loud');
  create table artist (artist_id int primary key, name text not null unique, nickname text unique);
  create table album (album_id bigint primary key, artist_id int not null references artist, title text not null, mood mood not null);
  create table chart (week date, place int, album_id bigint references album, primary key (week, place), unique (album_id));
  create table badge (mood mood primary key, colour text not null);
  create view loud as select title from album;
  create table animal (animal_id int primary key, kind text not null);
  comment on table animal is E'@interface kind\\n@type cat';
  insert into artist select n, 'artist ' || n, nullif('nick ' || n, 'nick 2') from generate_series(1, 5) n;
  insert into album select 9007199254740990 + n, 1 + n % 5, 'album ' || n, 'calm' from generate_series(1, 10) n;
  insert into chart select date '2026-01-01' + n, n, 9007199254740990 + n from generate_series(1, 3) n;
  insert into badge values ('calm', 'blue'), ('very loud', 'red');
`;

let database: TestDatabase;
let gateway: Gateway;
const observations: Observation[] = [];
beforeAll(async () => {
  database = await createDatabase({ sql: [SQL] });
  gateway = await open();
});
afterAll(() => database.drop());

function open(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  return createGateway({
    withConnection: fromPool(database.pool),
    federation: true,
    observers: [(observation) => void observations.push(observation)],
    ...options,
  });
}

const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Artist { name albums(first: 1, orderBy: [{ albumId: ASC }]) { nodes { title } } }
    ... on Album { title artist { name } }
    ... on Chart { place album { title } }
    ... on Badge { colour }
  }
}`;
const resolve = (...representations: unknown[]) => gateway.execute({ query: entities, variables: { representations } });

describe('the schema of a subgraph', () => {
  const sdlOf = async (of: Gateway): Promise<string> =>
    ((await of.execute({ query: '{ _service { sdl } }' })).data as { _service: { sdl: string } })._service.sdl;

  it('names the keys that are never null, the primary key first', async () => {
    const sdl = await sdlOf(gateway);
    const headers = sdl.split('\n').filter((line) => /^type (Artist|Album|Chart|Badge|Loud|Cat|PageInfo) /.test(line));
    expect(headers.sort()).toEqual([
      'type Album implements Node @key(fields: "albumId") {',
      'type Artist implements Node @key(fields: "artistId") @key(fields: "name") {',
      'type Badge implements Node @key(fields: "mood") {',
      'type Cat implements Animal & Node {',
      'type Chart implements Node @key(fields: "week place") {',
      'type Loud {',
      'type PageInfo @shareable {',
    ]);
    expect(sdl).toMatch(/^extend schema @link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.0", import: \[/);
    expect(sdl).not.toMatch(/_entities|_service|_Any|_Entity|@oneOf|\n {2}node\(/);
    expect(() => parse(sdl)).not.toThrow();
  });

  it('is as it was without the option', async () => {
    await using plain = disposable(await open({ federation: false }));
    expect(plain.gateway.sdl()).not.toMatch(/_entities|_service|_Any|_Entity/);
    const result = await plain.gateway.execute({ query: '{ _service { sdl } }' });
    expect(result.errors?.[0]?.message).toBe('Cannot query field "_service" on type "Query".');
  });

  it('can be asked for under other names and by fragments, beside rows', async () => {
    const query = `{ s: _service { ...S text: sdl } artists(first: 1) { nodes { name } } }
      fragment S on _Service { __typename }`;
    expect((await gateway.execute({ query })).data).toEqual({
      s: { __typename: '_Service', text: await sdlOf(gateway) },
      artists: { nodes: [{ name: 'artist 1' }] },
    });
  });

  it('is kept from whom introspection is', async () => {
    await using closed = disposable(await open({ introspection: () => false }));
    const { errors } = await closed.gateway.execute({ query: '{ _service { sdl } }' });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('leaves out what is denied, as a key too', async () => {
    await using some = disposable(await open({ expose: { deny: ['public.artist.name', 'public.badge'] } }));
    const sdl = await sdlOf(some.gateway);
    expect(sdl).toContain('type Artist implements Node @key(fields: "artistId") {');
    expect(sdl).not.toMatch(/Badge/);
    const representations = [{ __typename: 'Artist', name: 'artist 1' }];
    const refused = await some.gateway.execute({
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      variables: { r: representations },
    });
    expect(refused.errors?.[0]?.message).toBe('_entities.representations[0]: a Artist is referred to by artistId.');
  });
});

describe('rows that are referred to', () => {
  it('come in their order, of several types, by any key, in one statement; null where there is none', async () => {
    observations.length = 0;
    const { data, errors } = await resolve(
      { __typename: 'Album', albumId: '9007199254740993' },
      { __typename: 'Artist', artistId: 2, nickname: null },
      { __typename: 'Artist', name: 'artist 5' },
      { __typename: 'Artist', artistId: 99 },
      { __typename: 'Chart', week: '2026-01-03', place: 2 },
      { __typename: 'Badge', mood: 'very_loud' },
      { __typename: 'Artist', artistId: 2 },
      { __typename: 'Album', albumId: '1' },
    );
    expect(errors).toBeUndefined();
    // By hand: album n is 9007199254740990 + n, and of artist 1 + n % 5.
    const artist2 = { __typename: 'Artist', name: 'artist 2', albums: { nodes: [{ title: 'album 1' }] } };
    expect(data).toEqual({
      _entities: [
        { __typename: 'Album', title: 'album 3', artist: { name: 'artist 4' } },
        artist2,
        { __typename: 'Artist', name: 'artist 5', albums: { nodes: [{ title: 'album 4' }] } },
        null,
        { __typename: 'Chart', place: 2, album: { title: 'album 2' } },
        { __typename: 'Badge', colour: 'red' },
        artist2,
        null,
      ],
    });
    expect(observations.filter(({ kind }) => kind === 'statement')).toHaveLength(1);
  });

  it('have one statement for any number and order of them, and another for other types', async () => {
    observations.length = 0;
    const artist = (artistId: number) => ({ __typename: 'Artist', artistId });
    await resolve(artist(1));
    await resolve(artist(3), artist(2), artist(1));
    await resolve(artist(3), { __typename: 'Badge', mood: 'calm' });
    const { data } = await resolve({ __typename: 'Badge', mood: 'calm' }, artist(4));
    expect(data).toMatchObject({ _entities: [{ colour: 'blue' }, { name: 'artist 4' }] });
    const texts = observations.flatMap((one) => (one.kind === 'statement' ? [one.sql] : []));
    expect(texts).toHaveLength(4);
    expect(new Set(texts).size).toBe(2);
  });

  it('are none of none, and can be written into the operation', async () => {
    expect((await resolve()).data).toEqual({ _entities: [] });
    const query =
      '{ a: _entities(representations: [{ __typename: "Artist", artistId: 3 }]) { ... on Artist { name } } }';
    expect((await gateway.execute({ query })).data).toEqual({ a: [{ name: 'artist 3' }] });
    const mixed = `query ($n: Int!) { _entities(representations: [{ __typename: "Artist", artistId: $n }]) { __typename } }`;
    expect((await gateway.execute({ query: mixed, variables: { n: 1 } })).errors?.[0]?.message).toBe(
      '_entities.representations: give the list as one variable, or write it without variables in it.',
    );
  });

  it.each([
    ['no object', 5, /representations\[1\]: an object with its __typename is needed/],
    ['no type', { artistId: 1 }, /representations\[1\]: an object with its __typename/],
    ['another type', { __typename: 'Loud', title: 'x' }, /representations\[1\]: there are no rows of the type Loud/],
    ['rows of several types', { __typename: 'Cat', animalId: 1 }, /there are no rows of the type Cat/],
    ['no key', { __typename: 'Artist', nickname: 'nick 1' }, /a Artist is referred to by artistId, or name/],
    ['half a key', { __typename: 'Chart', week: '2026-01-02' }, /a Chart is referred to by week and place/],
    ['a null', { __typename: 'Album', albumId: null }, /a Album is referred to by albumId/],
    ['a text for a number', { __typename: 'Artist', artistId: 'x' }, /representations\[1\]\.artistId: Int cannot/],
    ['too large a number', { __typename: 'Album', albumId: '9223372036854775808' }, /representations\[1\]\.albumId/],
    ['no date', { __typename: 'Chart', week: '2026-02-30', place: 1 }, /representations\[1\]\.week/],
    ['no such enum value', { __typename: 'Badge', mood: 'x' }, /representations\[1\]\.mood: there is no value "x"/],
  ])('%s is refused before the database is asked', async (_name, representation, message) => {
    observations.length = 0;
    const { errors } = await resolve({ __typename: 'Artist', artistId: 1 }, representation);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(observations.filter(({ kind }) => kind === 'statement')).toEqual([]);
  });

  it('are the same in another GraphQL server that has the schema', async () => {
    const { data, errors } = await graphql({
      schema: gateway.schema,
      source:
        '{ _entities(representations: [{ __typename: "Badge", mood: "calm" }, { __typename: "Artist", artistId: 9 }]) { ... on Badge { colour } } _service { sdl } }',
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [{ colour: 'blue' }, null],
      _service: { sdl: expect.any(String) as string },
    });
  });
});

describe('who sees what', () => {
  it('row filters hold: a hidden row is null', async () => {
    const tenants = await createTenants();
    try {
      const filtered = await filteringGateway(tenants, { federation: true });
      const context: Asker = { tenant: 1, auditor: false };
      const { rows } = await tenants.pool.query<{ customer_id: number; tenant_id: number }>(
        'select customer_id, tenant_id from customer where customer_id <= 9 order by customer_id',
      );
      const representations = rows.map((row) => ({ __typename: 'Customer', customerId: row.customer_id }));
      const { data } = await filtered.execute({
        query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { customerId } } }',
        variables: { r: representations },
        context,
      });
      expect(data).toEqual({
        _entities: rows.map((row) => (row.tenant_id === 1 ? { customerId: row.customer_id } : null)),
      });
    } finally {
      await tenants.drop();
    }
  });

  it('a role has the keys and rows that it may read', async () => {
    const clerks = await createClerks();
    try {
      const roles = await clerksGateway(clerks, { federation: true });
      const ask = (role: 'pillion_test_anon' | 'pillion_test_clerk', query: string, r: readonly unknown[] = []) =>
        roles.execute({ query, variables: { r }, context: { role } });
      const sdl = async (role: 'pillion_test_anon' | 'pillion_test_clerk') =>
        JSON.stringify((await ask(role, '{ _service { sdl } }')).data);
      expect(await sdl('pillion_test_clerk')).toContain('type Employee implements Node @key');
      expect(await sdl('pillion_test_clerk')).not.toContain('salary');
      expect(await sdl('pillion_test_anon')).not.toContain('type Employee');
      const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Department { name } } }';
      const departments = [2, 1].map((departmentId) => ({ __typename: 'Department', departmentId }));
      expect((await ask('pillion_test_clerk', query, departments)).data).toEqual({
        _entities: [{ name: 'department 2' }, { name: 'department 1' }],
      });
      // A policy leaves anonymous readers the first.
      expect((await ask('pillion_test_anon', query, departments)).data).toEqual({
        _entities: [null, { name: 'department 1' }],
      });
      const [hidden, unknown] = await Promise.all(
        ['Employee', 'Nothing'].map(async (type) => {
          const { errors } = await ask('pillion_test_anon', query, [{ __typename: type, employeeId: 1 }]);
          return errors?.[0]?.message.replace(type, '…');
        }),
      );
      expect(hidden).toBe(unknown);
    } finally {
      await clerks.drop();
    }
  });
});

describe('with an extension', () => {
  @ObjectType()
  class Artist {
    @Needs() name!: string;

    @Field(() => String)
    get shout(): string {
      return this.name.toUpperCase();
    }
  }
  @Resolver(() => Artist)
  class ArtistResolver {}

  it('fields of the host are in the schema of the subgraph and in the rows, in one statement', async () => {
    await using extended = disposable(await open({ extension: { resolvers: [ArtistResolver] } }));
    const service = await extended.gateway.execute({ query: '{ _service { sdl } }' });
    expect(JSON.stringify(service.data)).toMatch(
      /type Artist implements Node @key\(fields: \\"artistId\\"\).*shout: String!/,
    );
    observations.length = 0;
    const { data, errors } = await extended.gateway.execute({
      query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Artist { shout artistId } ... on Badge { colour } } }`,
      variables: {
        r: [
          { __typename: 'Badge', mood: 'calm' },
          { __typename: 'Artist', artistId: 3 },
          { __typename: 'Artist', artistId: 77 },
        ],
      },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: [{ colour: 'blue' }, { shout: 'ARTIST 3', artistId: 3 }, null] });
    expect(observations.filter(({ kind }) => kind === 'statement')).toHaveLength(1);
  });
});

function disposable(of: Gateway): AsyncDisposable & { readonly gateway: Gateway } {
  return { gateway: of, [Symbol.asyncDispose]: () => of.close() };
}
