import 'reflect-metadata';
import { graphqlSync, printSchema } from 'graphql';
import {
  buildSchemaSync,
  Field,
  FieldResolver,
  getMetadataStorage,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createGateway, fromPool, type GatewayOptions } from 'pillion';
import { Needs } from 'pillion/extension';
import { type Catalogue, openCatalogue } from './shop.js';

let shop: Catalogue;
beforeAll(async () => {
  shop = await openCatalogue(undefined);
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => getMetadataStorage().clear());

const open = (extension: GatewayOptions['extension']) =>
  createGateway({ withConnection: fromPool(shop.database.pool), ...(extension && { extension }) });

/** A host's own schema, which has types of the same names as the database and things of its own. */
function ownClasses() {
  @ObjectType()
  class Track {
    @Field(() => Int) length!: number;
  }
  @Resolver(() => Track)
  class OwnResolver {
    @FieldResolver(() => String)
    label(@Root() { length }: Track): string {
      return `own ${length}`;
    }
    @Query(() => Track)
    track(): Track {
      return { length: 3 };
    }
  }
  const build = () => buildSchemaSync({ resolvers: [OwnResolver] });
  return { OwnResolver, build };
}

function extensionClasses(field: string) {
  @ObjectType()
  class Track {
    @Needs() name!: string;
  }
  class TrackResolver {
    label({ name }: Track): string {
      return `${field} ${name}`;
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(TrackResolver.prototype, 'label') ?? {};
  Root()(TrackResolver.prototype, 'label', 0);
  FieldResolver(() => String, { name: field })(TrackResolver.prototype, 'label', descriptor);
  Resolver(() => Track)(TrackResolver);
  return { Track, TrackResolver };
}

const OWN_SDL = 'type Query {\n  track: Track!\n}\n\ntype Track {\n  length: Int!\n  label: String!\n}';
const OWN_ANSWER = { data: { track: { label: 'own 3' } } };

function expectOwn(schema: ReturnType<typeof buildSchemaSync>): void {
  expect(printSchema(schema)).toBe(OWN_SDL);
  expect(JSON.parse(JSON.stringify(graphqlSync({ schema, source: '{ track { label } }' })))).toEqual(OWN_ANSWER);
}

it("a host's own type-graphql schema is the same before, after, and while a gateway starts", async () => {
  const { build } = ownClasses();
  const { TrackResolver } = extensionClasses('title');
  const storage = getMetadataStorage();
  const counts = JSON.stringify(Object.values(storage).map((list: unknown) => Array.isArray(list) && list.length));
  const before = build();
  expectOwn(before);
  const starting = open({ resolvers: [TrackResolver] });
  const meanwhile = build();
  const gateway = await starting;
  const after = build();
  for (const schema of [before, meanwhile, after]) expectOwn(schema);
  expect(getMetadataStorage()).toBe(storage);
  expect(JSON.stringify(Object.values(storage).map((list: unknown) => Array.isArray(list) && list.length))).toBe(
    counts,
  );
  expect(await gateway.execute({ query: '{ track(trackId: "2") { title } }' })).toEqual({
    data: { track: { title: 'title Two' } },
  });
  expect(gateway.sdl()).not.toContain('length: Int!');
  await gateway.reload();
  await shop.database.pool.query('create table if not exists later (id int primary key)');
  await gateway.reload();
  expect(gateway.sdl()).toContain('type Later');
  expectOwn(build());
  expect((await gateway.execute({ query: '{ track(trackId: "2") { title } }' })).errors).toBeUndefined();
  await gateway.close();
});

it('what others have declared and not finished does not keep a gateway from starting', async () => {
  const { TrackResolver } = extensionClasses('title');
  class NobodysType {}
  class UnfinishedResolver {
    field(): string {
      return '';
    }
  }
  FieldResolver(() => String)(UnfinishedResolver.prototype, 'field', {});
  Resolver(() => NobodysType)(UnfinishedResolver);
  expect(() => ownClasses().build()).toThrow(/NobodysType/);
  const gateway = await open({ resolvers: [TrackResolver] });
  expect(gateway.sdl()).toContain('title: String!');
  await gateway.close();
});

it('two gateways have each their own classes of one name', async () => {
  const one = extensionClasses('one');
  const other = extensionClasses('other');
  const [first, second] = await Promise.all([
    open({ resolvers: [one.TrackResolver] }),
    open({ resolvers: [other.TrackResolver] }),
  ]);
  expect((await first.execute({ query: '{ track(trackId: "2") { one } }' })).data).toEqual({
    track: { one: 'one Two' },
  });
  expect((await second.execute({ query: '{ track(trackId: "2") { other } }' })).data).toEqual({
    track: { other: 'other Two' },
  });
  expect(first.sdl()).not.toContain('other: String!');
  expect(second.sdl()).not.toContain(' one: String!');
  await Promise.all([first.close(), second.close()]);
});

it('two gateways and a schema of the host may share a class, each with resolvers of its own', async () => {
  @ObjectType()
  class Track {
    @Field(() => String) name!: string;
  }
  const resolver = (field: string) => {
    class AnyResolver {
      value(): string {
        return field;
      }
    }
    FieldResolver(() => String, { name: field })(AnyResolver.prototype, 'value', {});
    Resolver(() => Track)(AnyResolver);
    return AnyResolver;
  };
  const [A, B] = [resolver('a'), resolver('b')];
  @Resolver()
  class OwnResolver {
    @Query(() => Track)
    track(): Track {
      return { name: 'own' };
    }
  }
  const a = await open({ resolvers: [A] });
  const own = buildSchemaSync({ resolvers: [OwnResolver] });
  const b = await open({ resolvers: [B] });
  expect(printSchema(own)).toBe('type Query {\n  track: Track!\n}\n\ntype Track {\n  name: String!\n}');
  expect((await a.execute({ query: '{ track(trackId: "2") { a name } }' })).data).toEqual({
    track: { a: 'a', name: 'Two' },
  });
  expect((await b.execute({ query: '{ track(trackId: "2") { b } }' })).data).toEqual({ track: { b: 'b' } });
  expect(a.sdl()).not.toContain('  b: String!');
  expect(b.sdl()).not.toContain('  a: String!');
  await Promise.all([a.close(), b.close()]);
});

it('a gateway that was refused leaves none of its options to the next schema that is built', async () => {
  const { TrackResolver } = extensionClasses('name');
  class Undescribed {}
  class BadResolver {
    bad(): null {
      return null;
    }
  }
  Query(() => Undescribed)(BadResolver.prototype, 'bad', {});
  Resolver()(BadResolver);
  const trail: string[] = [];
  const globalMiddlewares = [
    async (_data: unknown, next: () => Promise<unknown>) => {
      trail.push('middleware of the gateway');
      return next();
    },
  ];
  await expect(open({ resolvers: [TrackResolver, BadResolver], globalMiddlewares })).rejects.toMatchObject({
    code: 'CONFIGURATION',
  });
  getMetadataStorage().clear();
  expectOwn(ownClasses().build());
  expect(trail).toEqual([]);
});
