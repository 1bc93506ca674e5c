import { graphql, GraphQLError, parse } from 'graphql';
import {
  Arg,
  Authorized,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Float,
  Info,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  UseMiddleware,
} from 'type-graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Needs, scalars } from 'pillion/extension';
import { byHand, type Catalogue, openCatalogue } from './shop.js';

enum Mood {
  calm = 'calm',
  loud = 'loud',
}
registerEnumType(Mood, { name: 'Mood' });

const seen: unknown[] = [];
const trail: string[] = [];

@ObjectType()
class Track {
  @Needs() trackId!: string;
  @Field(() => Int) milliseconds!: number;
  @Needs('bytes') size!: string | null;
  @Field(() => scalars.Decimal) price!: string;
  @Field(() => Mood, { nullable: true }) mood!: Mood | null;
  @Field(() => [String], { name: 'tags', nullable: 'items' }) labels!: string[];
  @Needs() details!: unknown;
  @Needs() played!: { lower: number | null; upper: number | null; isEmpty: boolean } | null;
  @Needs() cover!: { width: number; height: number } | null;
  @Needs() secret!: string | null;

  @Field(() => String)
  get minutes(): string {
    return `${Math.floor(this.milliseconds / 60_000)}:${String((this.milliseconds / 1000) % 60).padStart(2, '0')}`;
  }

  @Field(() => Float)
  times(@Arg('factor', () => Float) factor: number): number {
    return this.milliseconds * factor;
  }
}

@ObjectType()
class Artist {
  @Authorized('staff')
  @Field(() => String)
  name!: string;
}

@ObjectType()
class Sum {
  @Field(() => Int) value!: number;
  @Field(() => [Int]) parts!: number[];
}

@InputType()
class SumInput {
  @Field(() => Int) left!: number;
  @Field(() => Int, { defaultValue: 5 }) right!: number;
}

@Resolver(() => Track)
class TrackResolver {
  @FieldResolver(() => Boolean)
  remember(@Root() track: Track): boolean {
    seen.push(track);
    return true;
  }

  @Directive('@cheap')
  @FieldResolver(() => String, { description: 'Whether it is dear.', deprecationReason: 'It was dear.' })
  async worth(@Root() track: Track): Promise<string> {
    await Promise.resolve();
    return Number(track.price) > 50 ? 'dear' : 'cheap';
  }

  @FieldResolver(() => String, { nullable: true })
  broken(@Root() track: Track): string | null {
    if (track.milliseconds > 100_000) throw new GraphQLError('Too long.', { extensions: { code: 'TOO_LONG' } });
    return null;
  }

  @FieldResolver(() => String)
  strict(@Root() track: Track): string | null {
    return track.size;
  }

  @UseMiddleware(async ({ info }, next) => {
    trail.push(`before ${info.fieldName}`);
    const result: unknown = await next();
    trail.push('after');
    return `<${String(result)}>`;
  })
  @FieldResolver(() => String)
  wrapped(@Root() track: Track, @Ctx() context: { user?: string } | undefined): string {
    return `${track.trackId} ${context?.user ?? 'nobody'}`;
  }

  @Authorized('staff')
  @FieldResolver(() => String)
  internal(@Root() track: Track): string {
    return track.secret ?? 'none';
  }
}

@Resolver()
class SumResolver {
  @Query(() => Sum)
  sum(@Arg('of', () => SumInput) { left, right }: SumInput): Sum {
    return { value: left + right, parts: [left, right] };
  }

  @Query(() => String)
  path(@Info() info: { path: { key: string } }): string {
    return info.path.key;
  }

  @Mutation(() => Int)
  push(@Arg('value', () => Int) value: number): number {
    trail.push(`push ${value}`);
    return trail.length;
  }
}

@Resolver(() => Artist)
class ArtistResolver {}

let shop: Catalogue;
beforeAll(async () => {
  shop = await openCatalogue({
    resolvers: [TrackResolver, SumResolver, ArtistResolver],
    authChecker: ({ context }, roles) => roles.includes((context as { role?: string } | undefined)?.role ?? ''),
  });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => {
  shop.statements();
  shop.loans();
  seen.length = 0;
  trail.length = 0;
});

describe('a field of the host in a row', () => {
  it('gets an instance of its class with the columns that the class needs, exactly, in the one statement', async () => {
    const { data, errors } = await shop.run('{ tracks { nodes { remember } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ tracks: { nodes: Array(4).fill({ remember: true }) } });
    expect(seen.every((one) => one instanceof Track)).toBe(true);
    expect(seen.map((one) => Object.assign({}, one))).toEqual(
      await byHand(
        shop,
        `select json_agg(json_build_object('trackId', track_id::text, 'milliseconds', milliseconds, 'size', bytes::text,
           'price', price::text, 'mood', mood, 'labels', tags, 'details', details, 'secret', secret,
           'played', case when played is not null then json_build_object('lower', lower(played), 'upper', upper(played),
             'lowerInclusive', lower_inc(played), 'upperInclusive', upper_inc(played), 'isEmpty', isempty(played)) end,
           'cover', case when cover is not null then json_build_object('width', (cover).width, 'height', (cover).height) end
         ) order by track_id) from track`,
      ),
    );
    expect(shop.statements()).toHaveLength(1);
    expect(shop.loans()).toBe(1);
  });

  it('may be a getter, or a method with arguments, of the class itself', async () => {
    const query = 'query ($n: Float!) { track(trackId: "2") { minutes times(factor: $n) twice: times(factor: 2) } }';
    expect(await shop.run(query, { n: 0.5 })).toEqual({
      data: { track: { minutes: '2:05', times: 62_500, twice: 250_000 } },
    });
  });

  it('stands in its place among the fields of the database, whose text is as PostgreSQL wrote it', async () => {
    const document = parse(`{
      tracks(orderBy: [{ trackId: DESC }]) { a: __typename nodes { details worth raw __typename name } totalCount }
      sum(of: { left: 2 }) { parts value __typename } t: __typename
    }`);
    const { data } = await shop.gateway.executeText({
      document,
      variables: {},
      operationName: undefined,
      context: undefined,
    });
    const { rows } = await shop.database.pool.query<{ text: string }>(
      `select '{"tracks":{"a":"TrackConnection","nodes":[' || string_agg('{"details":' || coalesce(details::text, 'null')
         || ',"worth":"' || case when price > 50 then 'dear' else 'cheap' end || '","raw":' || coalesce(raw::text, 'null')
         || ',"__typename":"Track","name":"' || name || '"}', ',' order by track_id desc)
         || '],"totalCount":4},"sum":{"parts":[2,5],"value":7,"__typename":"Sum"},"t":"Query"}' as text from track`,
    );
    // What goes between is the host's; blanks round a value of the type json are nobody's.
    expect(data?.replaceAll(' { "b"', '{ "b"').replaceAll('} ,', '},')).toBe(
      rows[0]?.text.replaceAll(' { "b"', '{ "b"').replaceAll('} ,', '},'),
    );
    expect(data).toContain('12345678901234567890.5');
  });

  it('is found through fragments, aliases, relationships, edges and directives', async () => {
    const query = `
      query ($yes: Boolean!, $no: Boolean!) {
        artists(where: { artistId: { eq: 1 } }) { edges { node { ...Works skipped: albums @skip(if: $yes) { totalCount } } } }
      }
      fragment Works on Artist {
        albums { nodes { title tracks { nodes { ...Worth ... on Track @include(if: $yes) { minutes } } } } }
        albums { nodes { tracks { nodes { worth @include(if: $no) name } totalCount } } }
      }
      fragment Worth on Track { value: worth }`;
    expect(await shop.run(query, { yes: true, no: false })).toEqual({
      data: {
        artists: {
          edges: [
            {
              node: {
                albums: await byHand(
                  shop,
                  `select json_build_object('nodes', json_agg(json_build_object('title', title, 'tracks', (
                     select json_build_object('nodes', json_agg(json_build_object(
                       'value', case when price > 50 then 'dear' else 'cheap' end,
                       'minutes', milliseconds / 60000 || ':' || lpad((milliseconds / 1000 % 60)::text, 2, '0'),
                       'name', name) order by track_id), 'totalCount', count(*))
                     from track where track.album_id = album.album_id)) order by album_id))
                   from album where artist_id = 1`,
                ),
              },
            },
          ],
        },
      },
    });
    expect(shop.statements()).toHaveLength(1);
  });

  it('is found behind node(nodeId:)', async () => {
    const query =
      '{ node(nodeId: "WyJUcmFjayIsIjIiXQ==") { __typename ... on Track { name minutes } ... on Album { title } } }';
    expect(await shop.run(query)).toEqual({ data: { node: { __typename: 'Track', name: 'Two', minutes: '2:05' } } });
  });

  it('that fails leaves the rest of the answer, with its path', async () => {
    const { data, errors } = await shop.run('{ tracks { nodes { name broken } } albums { totalCount } }');
    expect(data).toEqual({
      tracks: { nodes: ['Two', 'Three', 'Four', 'One'].map((name) => ({ name, broken: null })) },
      albums: { totalCount: 3 },
    });
    expect(errors?.map(({ message, path, extensions }) => ({ message, path, extensions }))).toEqual(
      [0, 1].map((place) => ({
        message: 'Too long.',
        path: ['tracks', 'nodes', place, 'broken'],
        extensions: { code: 'TOO_LONG' },
      })),
    );
  });

  it('that must not be null takes its row with it, as far up as must not be null either', async () => {
    const { data, errors } = await shop.run('{ tracks { nodes { name strict } } track(trackId: "2") { strict } }');
    // TrackConnection.nodes is [Track!]!, and so is the connection; a row by key may be null.
    expect(data).toBeNull();
    expect(errors?.map(({ path }) => path)).toContainEqual(['tracks', 'nodes', 0, 'strict']);
    expect((await shop.run('{ track(trackId: "2") { name strict } artists { totalCount } }')).data).toEqual({
      track: null,
      artists: { totalCount: 2 },
    });
  });

  it('runs its middleware, with the context of the request', async () => {
    const query = '{ track(trackId: "9007199254740993") { wrapped } }';
    expect(await shop.run(query, {}, { user: 'ann' })).toEqual({
      data: { track: { wrapped: '<9007199254740993 ann>' } },
    });
    expect(trail).toEqual(['before wrapped', 'after']);
  });

  it('is kept from those who are not authorised, and so is a column', async () => {
    const query =
      '{ track(trackId: "2") { internal } artist(artistId: 1) { name } albums(first: 1) { nodes { artist { name } } } }';
    expect(await shop.run(query, {}, { role: 'staff' })).toEqual({
      data: {
        track: { internal: 's2' },
        artist: { name: 'Ann' },
        albums: { nodes: [{ artist: { name: 'Ann' } }] },
      },
    });
    const { errors } = await shop.run('{ track(trackId: "2") { internal } artist(artistId: 1) { name } }');
    expect(errors?.map(({ path }) => path)).toEqual([
      ['track', 'internal'],
      ['artist', 'name'],
    ]);
    expect((await shop.run('{ artist(artistId: 1) { name } }')).data).toEqual({ artist: null });
    // What is not guarded is not held back.
    expect((await shop.run('{ artist(artistId: 1) { artistId } }')).data).toEqual({ artist: { artistId: 1 } });
  });
});

describe('fields of the host beside those of the database', () => {
  it('queries take their arguments, and cost no statement', async () => {
    const query = 'query ($of: SumInput!) { x: path sum(of: $of) { value } }';
    expect(await shop.run(query, { of: { left: 1, right: 2 } })).toEqual({ data: { x: 'x', sum: { value: 3 } } });
    expect(shop.loans()).toBe(0);
    const { errors } = await shop.run(query, { of: { left: 'one' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('queries and all that is read of the database are one statement', async () => {
    expect(
      await shop.run('{ path albums { totalCount } sum(of: { left: 1 }) { value } artists { totalCount } }'),
    ).toEqual({
      data: { path: 'path', albums: { totalCount: 3 }, sum: { value: 6 }, artists: { totalCount: 2 } },
    });
    expect(shop.statements()).toHaveLength(1);
  });

  it('mutations run in their order', async () => {
    expect(await shop.run('mutation { a: push(value: 1) b: push(value: 2) }')).toEqual({ data: { a: 1, b: 2 } });
    expect(trail).toEqual(['push 1', 'push 2']);
    const { errors } = await shop.run('mutation ($v: Int!) { push(value: $v) }', { v: 'x' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(trail).toHaveLength(2);
  });

  it('an error of the database is the one error of the operation, and no resolver has run', async () => {
    const { data, errors } = await shop.run('{ tracks(first: -1) { nodes { remember } } path }');
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(seen).toEqual([]);
  });

  it('stand in the schema, with what the host says of them', async () => {
    const sdl = shop.gateway.sdl();
    expect(sdl).toMatch(/type Track implements Node \{[^}]*\bmilliseconds: Int!/);
    expect(sdl).toMatch(/"""Whether it is dear\."""\s+worth: String! @deprecated\(reason: "It was dear\."\)/);
    expect(sdl).toMatch(/type Mutation \{\s+push\(value: Int!\): Int!\s+\}/);
    expect(sdl).not.toContain('secret');
    const query =
      '{ __type(name: "Track") { fields(includeDeprecated: true) { name } } track(trackId: "2") { worth } }';
    const { data } = await shop.run(query);
    const names = (data as { __type: { fields: { name: string }[] } }).__type.fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['trackId', 'worth', 'minutes', 'times']));
    const field = shop.gateway.schema.getType('Track');
    const worth = field !== undefined && 'getFields' in field ? field.getFields().worth : undefined;
    expect(worth?.astNode?.directives?.map(({ name }) => name.value)).toEqual(['cheap']);
  });

  it('are executed by any GraphQL server that is given the schema', async () => {
    const source =
      '{ tracks { nodes { name worth details } } sum(of: { left: 1 }) { value } node(nodeId: "WyJUcmFjayIsIjIiXQ==") { ... on Track { minutes } } }';
    const result = await graphql({ schema: shop.gateway.schema, source, contextValue: {} });
    expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(JSON.stringify(await shop.run(source))));
    expect(result.errors).toBeUndefined();
  });
});
