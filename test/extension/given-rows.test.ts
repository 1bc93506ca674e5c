import { Arg, Field, FieldResolver, ID, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { graphql } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Needs } from 'pillion/extension';
import { fromPool } from 'pillion';
import { byHand, type Catalogue, openCatalogue } from './shop.js';

@ObjectType()
class Album {
  @Field(() => Int, { name: 'albumId' }) id!: number;
  @Field(() => String, { nullable: true }) slug!: string | null;
}

@ObjectType()
class Chart {
  @Needs() week!: number;
}

@ObjectType()
class Track {
  @Needs() albumId!: number;
  @Needs() name!: string;
}

@ObjectType()
class Pick {
  @Field(() => ID) name!: string;
  @Field(() => Album, { nullable: true }) album!: object | null;
  @Field(() => [Track]) tracks!: readonly object[];
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

@Resolver(() => Album)
class AlbumResolver {
  @FieldResolver(() => Album)
  next(@Root() { id }: Album): { id: number } {
    return { id: (id % 3) + 1 };
  }
  @FieldResolver(() => Chart, { nullable: true })
  chart(@Root() { id }: Album): object {
    return { week: 10, place: id };
  }
  @FieldResolver(() => String)
  shout(@Root() { slug, id }: Album): string {
    return `${slug ?? id}!`;
  }
}

@Resolver(() => Track)
class TrackResolver {
  @FieldResolver(() => Album, { nullable: true })
  async origin(@Root() { albumId }: Track): Promise<Album> {
    // At different times: all the same they are read at once.
    await pause(albumId * 15);
    return Object.assign(new Album(), { id: albumId, title: 'what the host says of it does not count' });
  }
  @FieldResolver(() => Album, { nullable: true })
  keyless(): object {
    return { title: 'First' };
  }
  @FieldResolver(() => Album, { nullable: true })
  wrongKey(): object {
    return { albumId: 'one' };
  }
}

@Resolver()
class RootResolver {
  @Query(() => [Album], { nullable: 'items' })
  albumsOf(@Arg('slugs', () => [String]) slugs: string[]): readonly object[] {
    return slugs.map((slug) => ({ slug }));
  }
  @Query(() => [[Track]])
  matrix(): readonly unknown[] {
    return [[{ trackId: 2 }, Promise.resolve({ trackId: '9007199254740993' })], new Set([{ trackId: 3n }])];
  }
  @Query(() => Pick)
  pick(): Pick {
    return { name: 'p', album: { albumId: 3 }, tracks: [{ trackId: 4 }, { trackId: 2 }] };
  }
  @Query(() => Album, { nullable: true })
  nothing(): null {
    return null;
  }
  @Mutation(() => Album)
  choose(@Arg('albumId', () => Int) albumId: number): object {
    return { albumId };
  }
}

@Resolver(() => Chart)
class ChartResolver {}

const resolvers = [AlbumResolver, TrackResolver, RootResolver, ChartResolver];
let shop: Catalogue;
beforeAll(async () => {
  shop = await openCatalogue({ resolvers });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => {
  shop.statements();
  shop.loans();
});

describe('rows that resolvers give by their key', () => {
  it('are read with all that is asked of them, each depth by one statement, on one loan', async () => {
    const query = `{
      tracks { nodes { name origin { title artist { name } tracks(first: 1) { nodes { name } } next { title shout } } } }
    }`;
    const { data, errors } = await shop.run(query);
    expect(errors).toBeUndefined();
    expect(data).toEqual(
      await byHand(
        shop,
        `select json_build_object('tracks', json_build_object('nodes', json_agg(json_build_object('name', track.name,
           'origin', json_build_object('title', album.title, 'artist', json_build_object('name', artist.name),
             'tracks', json_build_object('nodes', (select json_agg(json_build_object('name', name)) from (
                select name from track t where t.album_id = album.album_id order by track_id limit 1) s)),
             'next', (select json_build_object('title', title, 'shout', coalesce(slug, album_id::text) || '!')
                from album n where n.album_id = album.album_id % 3 + 1))) order by track_id)))
         from track join album using (album_id) join artist using (artist_id)`,
      ),
    );
    expect(shop.statements()).toHaveLength(3);
    expect(shop.loans()).toBe(1);
  });

  it('may be lists, lists of lists, promises, and instances', async () => {
    const query =
      '{ albumsOf(slugs: ["third", "none", "first", "third"]) { title shout } matrix { name } nothing { title } }';
    expect(await shop.run(query)).toEqual({
      data: {
        albumsOf: [
          { title: 'Third', shout: 'third!' },
          null,
          { title: 'First', shout: 'first!' },
          { title: 'Third', shout: 'third!' },
        ],
        matrix: [[{ name: 'Two' }, { name: 'One' }], [{ name: 'Three' }]],
        nothing: null,
      },
    });
    expect(shop.statements()).toHaveLength(1);
    expect(shop.loans()).toBe(1);
  });

  it('may stand in types of the host, and in what a mutation gives', async () => {
    expect(await shop.run('{ pick { tracks { name origin { title } } name album { title shout } } }')).toEqual({
      data: {
        pick: {
          tracks: [
            { name: 'Four', origin: { title: 'Third' } },
            { name: 'Two', origin: { title: 'First' } },
          ],
          name: 'p',
          album: { title: 'Third', shout: 'third!' },
        },
      },
    });
    expect(shop.loans()).toBe(1);
    expect(await shop.run('mutation { a: choose(albumId: 1) { title } b: choose(albumId: 2) { shout } }')).toEqual({
      data: { a: { title: 'First' }, b: { shout: '2!' } },
    });
  });

  it('have keys of several columns, and are null where there is no such row', async () => {
    expect(await shop.run('{ albums { nodes { title chart { place album { title } } } } }')).toEqual({
      data: {
        albums: {
          nodes: [
            { title: 'First', chart: { place: 1, album: { title: 'Third' } } },
            { title: 'Second', chart: { place: 2, album: { title: 'First' } } },
            { title: 'Third', chart: null },
          ],
        },
      },
    });
    expect(shop.statements()).toHaveLength(2);
  });

  it('are read with the variables and fragments of the operation, by one text however many there are', async () => {
    const query = `query ($slugs: [String!]!, $n: Int, $t: String!) {
      albumsOf(slugs: $slugs) { ...Some tracks(where: { name: { ne: $t } }) { totalCount } }
    } fragment Some on Album { tracks(first: $n) { nodes { name } } }`;
    await shop.run(query, { slugs: ['first'], n: 1, t: 'Two' });
    const [text] = shop.statements();
    const result = await shop.run(query, { slugs: ['first', 'third'], n: 2, t: 'Four' });
    expect(result.errors?.length).toBeGreaterThan(0);
    const aliased = query.replace(' tracks(where', ' others: tracks(where');
    await shop.run(aliased, { slugs: ['first'], n: 1, t: 'Two' });
    const [one] = shop.statements();
    expect(await shop.run(aliased, { slugs: ['first', 'third'], n: 1, t: 'Four' })).toEqual({
      data: {
        albumsOf: [
          { tracks: { nodes: [{ name: 'Two' }] }, others: { totalCount: 2 } },
          { tracks: { nodes: [{ name: 'Four' }] }, others: { totalCount: 0 } },
        ],
      },
    });
    expect(shop.statements()).toEqual([one]);
    expect(text).toBeUndefined();
  });

  it('that have no key, or one that cannot be, are errors at their place, for the log of the host', async () => {
    const { data, errors } = await shop.run(
      '{ tracks(first: 1) { nodes { name keyless { title } wrongKey { title } } } }',
    );
    expect(data).toEqual({ tracks: { nodes: [{ name: 'Two', keyless: null, wrongKey: null }] } });
    expect(errors?.map(({ path, message }) => [path?.at(-1), message])).toEqual([
      ['keyless', 'The operation failed.'],
      ['wrongKey', 'The operation failed.'],
    ]);
    const told = shop.observations.flatMap((one) => (one.kind === 'operationFailed' ? [one.error.message] : []));
    expect(told).toEqual([
      'Track.keyless gave a Album without its key. Give an object with id, or slug.',
      'Track.wrongKey gave a row by a key that cannot be one: album_id is "one".',
    ]);
  });

  it('are read through any GraphQL server too', async () => {
    const source =
      '{ pick { album { title next { shout } } tracks { origin { title } } } albums { nodes { next { title } } } }';
    const result = await graphql({ schema: shop.gateway.schema, source });
    expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(JSON.stringify(await shop.run(source))));
    expect(result.errors).toBeUndefined();
  });

  it('are held back by row filters, as everything else that is read', async () => {
    await using filtered = await openCatalogue(
      { resolvers },
      {
        rowFilters: {
          Album: (context) => ({ albumId: { ne: (context as { hidden: number }).hidden } }),
          Track: () => ({ name: { ne: 'Two' } }),
          LoudTrack: () => true,
        },
      },
    );
    const query = '{ albumsOf(slugs: ["first", "third"]) { title tracks { nodes { name } } } }';
    for (const turn of [0, 1]) {
      expect(await filtered.run(query, {}, { hidden: 3 }), String(turn)).toEqual({
        data: { albumsOf: [{ title: 'First', tracks: { nodes: [{ name: 'One' }] } }, null] },
      });
      expect(await filtered.run(query, {}, { hidden: 1 })).toEqual({
        data: { albumsOf: [null, { title: 'Third', tracks: { nodes: [{ name: 'Four' }] } }] },
      });
    }
    expect((await filtered.run('{ tracks { nodes { name origin { title } } } }', {}, { hidden: 1 })).data).toEqual({
      tracks: {
        nodes: [
          { name: 'Three', origin: { title: 'Second' } },
          { name: 'Four', origin: { title: 'Third' } },
          { name: 'One', origin: null },
        ],
      },
    });
  });

  it('inside of a transaction of the host: uncommitted rows, and the transaction goes on', async () => {
    const client = await shop.database.pool.connect();
    try {
      await client.query(`begin; insert into album values (7, 1, 'New', 'new', null)`);
      await using inside = await openCatalogue({ resolvers }, { withConnection: (_context, run) => run(client) });
      expect(
        await inside.run(
          '{ albumsOf(slugs: ["new"]) { title shout } albums(where: { slug: { eq: "new" } }) { nodes { shout } } }',
        ),
      ).toEqual({
        data: { albumsOf: [{ title: 'New', shout: 'new!' }], albums: { nodes: [{ shout: 'new!' }] } },
      });
      await client.query(`insert into album values (8, 1, 'Newer', 'newer', null)`);
      expect((await inside.run('{ albumsOf(slugs: ["newer"]) { title } }')).data).toEqual({
        albumsOf: [{ title: 'Newer' }],
      });
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('the loan of an operation that reads rows for resolvers', () => {
  it('is given back while a resolver takes long, which may wait for a connection itself', async () => {
    const { database } = shop;
    const pool = new (database.pool.constructor as new (options: object) => typeof database.pool)({
      connectionString: database.url,
      max: 1,
    });
    @Resolver(() => Track)
    class SlowResolver {
      @FieldResolver(() => Album)
      async measured(@Root() { albumId }: Track): Promise<object> {
        const { rows } = await pool.query<{ id: number }>('select $1::int as id', [albumId]);
        return { albumId: rows[0]?.id };
      }
    }
    await using slow = await openCatalogue(
      { resolvers: [SlowResolver] },
      { withConnection: fromPool(pool), loanTimeout: 300 },
    );
    const { data, errors } = await slow.run('{ tracks(first: 2) { nodes { measured { title } } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ tracks: { nodes: [{ measured: { title: 'First' } }, { measured: { title: 'Second' } }] } });
    await pool.end();
  });

  it('ends in an error if the host cannot take it back', async () => {
    const lend = fromPool(shop.database.pool);
    let reads = false;
    await using broken = await openCatalogue(
      { resolvers },
      {
        withConnection: async (context, run) => {
          const result = await lend(context, run);
          if (reads) throw new Error('The pool is gone.');
          return result;
        },
      },
    );
    reads = true;
    const { errors } = await broken.run('{ pick { album { title } } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['LOAN_NOT_RETURNED']);
  });

  it('ends when nobody reads any more: with the first statement where no field can give rows', async () => {
    let lent = 0;
    let least = Infinity;
    const lend = fromPool(shop.database.pool);
    @Resolver(() => Track)
    class WatchingResolver {
      @FieldResolver(() => Int)
      lent(): number {
        least = Math.min(least, lent);
        return lent;
      }
    }
    await using watched = await openCatalogue(
      { resolvers: [WatchingResolver] },
      {
        withConnection: async (context, run) => {
          lent += 1;
          try {
            return await lend(context, run);
          } finally {
            lent -= 1;
          }
        },
      },
    );
    expect((await watched.run('{ tracks(first: 1) { nodes { lent } } }')).data).toEqual({
      tracks: { nodes: [{ lent: 0 }] },
    });
    expect(least).toBe(0);
  });
});
