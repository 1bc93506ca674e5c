import {
  Authorized,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromPool, createGateway } from 'pillion';
import { type ExtensionClass, Needs, scalars } from 'pillion/extension';
import { type Catalogue, openCatalogue } from './shop.js';

let shop: Catalogue;
beforeAll(async () => {
  shop = await openCatalogue(undefined);
});
afterAll(() => shop[Symbol.asyncDispose]());

/** A class of the name `Track`, or another, whose property is decorated. */
function typed(
  decorate: (prototype: object, property: string) => void,
  property: string,
  type = 'Track',
): ExtensionClass {
  const target = class {};
  Object.defineProperty(target, 'name', { value: type });
  decorate(target.prototype, property);
  ObjectType(type)(target);
  return resolverOf(target);
}

function resolverOf(target: ExtensionClass): ExtensionClass {
  const resolver = class {};
  Object.defineProperty(resolver, 'name', { value: `${target.name}Resolver` });
  Resolver(() => target)(resolver);
  return resolver;
}

/** A class of resolvers with one method. */
function resolving(decorate: MethodDecorator, method: string, target?: ExtensionClass): ExtensionClass {
  const resolver = class {};
  Object.defineProperty(resolver, 'name', { value: 'MyResolver' });
  const descriptor = { value: () => null };
  decorate(resolver.prototype, method, descriptor);
  if (target === undefined) Resolver()(resolver);
  else Resolver(() => target)(resolver);
  return resolver;
}

function rowClass(type: string): ExtensionClass {
  const target = class {};
  Object.defineProperty(target, 'name', { value: type });
  ObjectType(type)(target);
  return target;
}

enum Mood {
  calm,
  loud,
}
registerEnumType(Mood, { name: 'Mood' });

@InterfaceType()
abstract class Named {
  @Field(() => String) name!: string;
}
@ObjectType({ implements: Named })
class Artist extends Named {}

@ObjectType('Track')
class OneTrack {}
@ObjectType('Track')
class OtherTrack {}

class Plain {}

const wrong: Readonly<Record<string, readonly [make: () => readonly ExtensionClass[], message: RegExp]>> = {
  'a column that is not there': [
    () => [
      typed(
        Field(() => Int),
        'miliseconds',
      ),
    ],
    /Track\.miliseconds: Track has no column miliseconds\. Did you mean milliseconds\? A field that you compute needs/,
  ],
  'a needed column that is not there': [
    () => [typed(Needs('length'), 'size')],
    /Track\.size: Track has no column length\. Columns: .*milliseconds/,
  ],
  'a column of another type': [
    () => [
      typed(
        Field(() => Float),
        'milliseconds',
      ),
    ],
    /Track\.milliseconds: it is declared as Float!, and the database gives Int!\. Declare the type that it has, or @Needs/,
  ],
  'a column that may be null': [
    () => [
      typed(
        Field(() => scalars.BigInt),
        'bytes',
      ),
    ],
    /Track\.bytes: it is declared as BigInt!, and the database gives BigInt\. .*add \{ nullable: true \}/,
  ],
  'a list that holds nulls': [
    () => [
      typed(
        Field(() => [String]),
        'tags',
      ),
    ],
    /Track\.tags: it is declared as \[String!\]!, and the database gives \[String\]!/,
  ],
  'a relationship': [
    () => {
      const album = rowClass('Album');
      return [
        typed(
          Field(() => album),
          'album',
        ),
      ];
    },
    /Track\.album: Track\.album is no column\. It is in the schema without being declared: leave it out/,
  ],
  'a property of another TypeScript type, where the compiler tells it': [
    () => {
      const decorate = (prototype: object, property: string) => {
        Reflect.defineMetadata('design:type', Number, prototype, property);
        Needs()(prototype, property);
      };
      return [typed(decorate, 'bytes')];
    },
    /Track\.bytes: the property is declared as number, and the column gives string/,
  ],
  'a field that the database gives': [
    () => [
      resolving(
        FieldResolver(() => String),
        'name',
        rowClass('Track'),
      ),
    ],
    /MyResolver\.name: the database gives Track\.name already\. Give yours another name, or tag the column @omit/,
  ],
  'a query that the database gives': [
    () => [
      resolving(
        Query(() => String),
        'albums',
      ),
    ],
    /MyResolver\.albums: the database gives the query albums already\. Give yours another name/,
  ],
  'two classes for one type': [
    () => [resolverOf(OneTrack), resolverOf(OtherTrack)],
    /OneTrack and OtherTrack: two classes stand for the type Track/,
  ],
  'a type that is not of rows': [
    () => [
      typed(
        Field(() => Int),
        'totalCount',
        'TrackConnection',
      ),
    ],
    /the type TrackConnection: a type of the reflected schema has this name already\. Only the types of rows/,
  ],
  "another scalar of a scalar's name": [
    () => [
      resolving(
        Query(() => GraphQLJSON),
        'anything',
      ),
    ],
    /the type JSON: .* Use scalars\.JSON of pillion\/extension/,
  ],
  'an enum with other values': [
    () => [
      typed(
        Field(() => Mood, { nullable: true }),
        'mood',
      ),
    ],
    /the enum Mood: it is an enum of the database too, with the values calm, loud\. Declare just these, each equal to its name/,
  ],
  'an interface on a type of rows': [
    () => [resolverOf(Artist)],
    /Artist: the type Artist is read from the database, and its interfaces with it\. Leave "implements" out/,
  ],
  'a row without a key': [
    () => {
      const loud = rowClass('LoudTrack');
      return [
        resolving(
          Query(() => loud),
          'loudest',
        ),
      ];
    },
    /MyResolver\.loudest: it gives LoudTrack, and only rows of tables with a primary or unique key can be given/,
  ],
  '@Authorized without an authChecker': [
    () => {
      const resolver = resolving(
        Query(() => ID),
        'secret',
      );
      Authorized()(resolver.prototype as object, 'secret', {});
      return [resolver];
    },
    /type-graphql refuses its classes: .*authChecker/,
  ],
  'a class that is not decorated': [() => [Plain], /Plain: it is no class of resolvers\. Decorate it with @Resolver/],
  'a mutation of a type that nobody has': [
    () => [
      resolving(
        Mutation(() => Plain),
        'change',
      ),
    ],
    /type-graphql refuses its classes: .*Plain|MyResolver|change/,
  ],
};

it.each(Object.entries(wrong))(
  '%s is refused at start-up, by class, field and remedy',
  async (_name, [make, message]) => {
    const starting = createGateway({ withConnection: fromPool(shop.database.pool), extension: { resolvers: make() } });
    await expect(starting).rejects.toMatchObject({ code: 'CONFIGURATION' });
    await expect(starting).rejects.toThrow(message);
  },
);

it.each([[{}], [{ resolvers: [] }], [{ resolvers: ['TrackResolver'] }], [[]], [true]])(
  'the option %j is refused',
  async (extension) => {
    const starting = createGateway({ withConnection: fromPool(shop.database.pool), extension: extension as never });
    await expect(starting).rejects.toThrow(/The option "extension" has to hold at least one class of resolvers/);
  },
);
