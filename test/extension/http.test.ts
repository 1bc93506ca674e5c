import 'reflect-metadata';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Needs } from 'pillion/extension';
import { nodeHandler } from '../../src/server/node.js';
import { type HttpServer, listen, post } from '../http/http-server.js';
import { type Catalogue, openCatalogue } from './shop.js';

const SECRET = 'password of db-7.internal';
let pushed = 0;

@ObjectType()
class Track {
  @Field(() => Int) milliseconds!: number;
  @Needs() name!: string;
}

@ObjectType()
class Album {
  @Authorized()
  @Field(() => String)
  title!: string;
}

@Resolver(() => Track)
class TrackResolver {
  @FieldResolver(() => String)
  seconds(@Root() { milliseconds }: Track): string {
    return `${milliseconds / 1000} s`;
  }
  @FieldResolver(() => String, { nullable: true })
  broken(@Root() { name }: Track): string {
    if (name === 'Two') throw new Error(SECRET);
    if (name === 'Three') throw new GraphQLError('Not for you.', { extensions: { code: 'SOLD' } });
    return name;
  }
  @Query(() => String)
  whoami(@Ctx() context: { user: string }): string {
    return context.user;
  }
  @Query(() => String)
  fail(): string {
    throw new Error(SECRET);
  }
  @Mutation(() => Int)
  push(@Arg('by', () => Int) by: number): number {
    pushed += by;
    return pushed;
  }
}

@Resolver(() => Album)
class AlbumResolver {}

const extension = {
  resolvers: [TrackResolver, AlbumResolver],
  authChecker: ({ context }: { context: unknown }) => (context as { user: string }).user === 'ann',
};
let shop: Catalogue;
let server: HttpServer;
let whole: HttpServer;
const operations: unknown[] = [];
const plugin: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response }) => {
        operations.push(JSON.parse(JSON.stringify(response.body)));
        return Promise.resolve();
      },
    }),
};
beforeAll(async () => {
  shop = await openCatalogue(extension);
  const context = ({ req }: { req: { headers: Record<string, unknown> } }) => ({ user: req.headers['x-user'] });
  server = await listen(nodeHandler(shop.gateway, { context: context }));
  whole = await listen(nodeHandler(shop.gateway, { context: context, plugins: [plugin] }));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await whole[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});

const send = (query: string, user = 'bob', to = server): Promise<Response> =>
  post(`${to.url}/graphql`, { query }, { 'x-user': user });

describe('a gateway with an extension, over HTTP', () => {
  it('answers the same bytes the first time and ever after, with a plugin of the host and without', async () => {
    const query = '{ tracks { nodes { name seconds details } } whoami albums(first: 1) { nodes { albumId } } }';
    const texts: string[] = [];
    for (const to of [server, server, server, whole, whole]) texts.push(await (await send(query, 'ann', to)).text());
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toBe(
      '{"data":{"tracks":{"nodes":[' +
        '{"name":"Two","seconds":"125 s","details":null},{"name":"Three","seconds":"3599 s","details":[1]},' +
        '{"name":"Four","seconds":"0 s","details":"x"},' +
        '{"name":"One","seconds":"61 s","details":{"big": 12345678901234567890.5}}' +
        ']},"whoami":"ann","albums":{"nodes":[{"albumId":1}]}}}\n',
    );
    expect(operations.at(-1)).toMatchObject({ singleResult: { data: { whoami: 'ann' } } });
  });

  it('gives the part of an answer that there is, and keeps the text of an error from the client', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const response = await send('{ tracks { nodes { broken } } }');
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(text).not.toContain('db-7');
      const { data, errors } = JSON.parse(text) as { data: unknown; errors: readonly object[] };
      expect(data).toEqual({
        tracks: { nodes: [{ broken: null }, { broken: null }, { broken: 'Four' }, { broken: 'One' }] },
      });
      expect(errors).toMatchObject([
        { message: 'The operation failed.', path: ['tracks', 'nodes', 0, 'broken'], extensions: { code: 'INTERNAL' } },
        { message: 'Not for you.', path: ['tracks', 'nodes', 1, 'broken'], extensions: { code: 'SOLD' } },
      ]);
    }
    const told = shop.observations.flatMap((one) => (one.kind === 'requestFailed' ? [one.error.message] : []));
    expect(told).toEqual([SECRET, SECRET]);
  });

  it('says 500 where an error of the host leaves nothing', async () => {
    const response = await send('{ fail }');
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      data: null,
      errors: [{ message: 'The operation failed.', path: ['fail'], extensions: { code: 'INTERNAL' } }],
    });
  });

  it('asks @Authorized for every request, on the short way too', async () => {
    const query = '{ albums(first: 1) { nodes { title } } }';
    for (const user of ['ann', 'bob', 'ann', 'bob']) {
      const body = (await (await send(query, user)).json()) as { data: unknown; errors?: readonly object[] };
      if (user === 'ann') expect(body).toEqual({ data: { albums: { nodes: [{ title: 'First' }] } } });
      else expect(body).toMatchObject({ data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  it('runs a mutation once for each POST, and for no GET', async () => {
    pushed = 0;
    for (const expected of [2, 4, 6]) {
      expect(await (await send('mutation { push(by: 2) }')).json()).toEqual({ data: { push: expected } });
    }
    const query = encodeURIComponent('mutation { push(by: 2) }');
    const got = await fetch(`${server.url}/graphql?query=${query}`, { headers: { 'apollo-require-preflight': 'y' } });
    expect(got.status).toBe(405);
    expect(pushed).toBe(6);
  });

  it('streams no field of the host, nor a column that is guarded', async () => {
    await using streaming = await openCatalogue(extension, { maxStreamedRows: 100 });
    await using http = await listen(nodeHandler(streaming.gateway));
    const stream = async (query: string) => {
      const response = await post(`${http.url}/graphql`, { query }, { accept: 'application/jsonl' });
      return { status: response.status, text: await response.text() };
    };
    expect(await stream('{ artists { nodes { name } } }')).toEqual({
      status: 200,
      text: '{"name":"Ann"}\n{"name":"Bob"}\n',
    });
    for (const query of [
      '{ tracks { nodes { name seconds } } }',
      '{ albums { nodes { albumId title } } }',
      '{ whoami artists { nodes { name } } }',
    ]) {
      const { status, text } = await stream(query);
      expect(status).toBe(400);
      expect(text).toContain('leave out the fields that are computed outside of the database');
      expect(text).not.toMatch(/First|needs/);
    }
  });

  it('merges anew when the database has changed, and keeps the old schema where that cannot be', async () => {
    await using changing = await openCatalogue(extension);
    await using http = await listen(nodeHandler(changing.gateway));
    const ask = async (query: string) => (await post(`${http.url}/graphql`, { query })).json();
    const query = '{ track(trackId: "2") { seconds mastered } }';
    expect(await ask(query)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    await changing.database.pool.query('alter table track add mastered text default $$yes$$');
    await changing.gateway.reload();
    expect(await ask(query)).toEqual({ data: { track: { seconds: '125 s', mastered: 'yes' } } });
    expect(changing.gateway.sdl()).toContain('seconds: String!');
    await changing.database.pool.query('alter table track rename milliseconds to ms');
    await expect(changing.gateway.reload()).rejects.toThrow(/Track\.milliseconds: Track has no column milliseconds/);
    expect(await ask('{ track(trackId: "2") { mastered } }')).toEqual({ data: { track: { mastered: 'yes' } } });
    expect(await ask(query)).toMatchObject({ errors: [{ extensions: { code: 'SCHEMA_CHANGED' } }] });
  });
});
