import type { GraphQLSchema } from 'graphql';
import type { ExtensionClass, ExtensionOptions } from './extension-options.js';
import { invalidExtension } from './invalid-extension.js';
import { classesOf } from './needs.js';
import { type Definition, definitionsOf, type MetadataStorage, withOwnMetadata } from './own-metadata.js';

/** What the host's classes are in GraphQL, by themselves. */
export interface HostSchema {
  readonly schema: GraphQLSchema;
  /** The classes of object types by the name of the type. */
  readonly types: ReadonlyMap<string, HostType>;
  /** For each field of `Query` and `Mutation`, as `Query.search`: where it is declared, as `SearchResolver.search`. */
  readonly places: ReadonlyMap<string, string>;
}

export interface HostType {
  readonly target: ExtensionClass;
  /** By the name of the field. */
  readonly fields: ReadonlyMap<string, HostField>;
}

export interface HostField {
  /** Of the class. */
  readonly property: string;
  /** True where code gives the value: a method, a getter, a `@FieldResolver()`. */
  readonly resolved: boolean;
  /** True where code runs before the value is given: `@Authorized()`, middleware. */
  readonly guarded: boolean;
  /** `Track.duration`, or `TrackResolver.duration`. */
  readonly place: string;
}

/**
 * Lets type-graphql make a schema of the host's classes.
 * @throws {PillionError} `CONFIGURATION` for whatever type-graphql refuses.
 */
export async function buildHostSchema<Context>(options: ExtensionOptions<Context>): Promise<HostSchema> {
  const { buildSchemaSync } = await importTypeGraphql();
  const { resolvers, orphanedTypes = [], ...settings } = options;
  const classes = [...resolvers, ...orphanedTypes];
  return withOwnMetadata(classes, (own) => {
    for (const resolver of resolvers) assertResolver(own, resolver);
    assertOneClassEach(own);
    type BuildOptions = Parameters<typeof buildSchemaSync>[0];
    const extended = definitionsOf(own, 'resolverClasses').flatMap(objectTypeOf);
    try {
      const schema = buildSchemaSync({
        ...settings,
        resolvers,
        orphanedTypes: [...orphanedTypes, ...extended],
        // A schema without queries is none to type-graphql; the merged one is checked.
        skipCheck: true,
      } as unknown as BuildOptions);
      return { schema, types: hostTypes(own, options), places: rootPlaces(own) };
    } catch (thrown) {
      forgetBuild(() => buildSchemaSync({ resolvers: [Object], skipCheck: true }));
      throw invalidExtension('type-graphql refuses its classes', messageOf(thrown), thrown);
    }
  });
}

async function importTypeGraphql() {
  try {
    return await import('type-graphql');
  } catch (thrown) {
    const remedy = 'install type-graphql@next (2.0), reflect-metadata and graphql-scalars beside Pillion.';
    throw invalidExtension('type-graphql cannot be loaded', remedy, thrown);
  }
}

function assertResolver(own: MetadataStorage, resolver: ExtensionClass): void {
  if (definitionsOf(own, 'resolverClasses').some(({ target }) => target === resolver)) return;
  throw invalidExtension(resolver.name, 'it is no class of resolvers. Decorate it with @Resolver() of type-graphql.');
}

function assertOneClassEach(own: MetadataStorage): void {
  const known = new Map<unknown, ExtensionClass>();
  for (const { name, target } of definitionsOf(own, 'objectTypes')) {
    const before = known.get(name);
    if (before !== undefined && before !== target) {
      const fault = `two classes stand for the type ${String(name)}. Make one of them, or give @ObjectType() another name.`;
      throw invalidExtension(`${before.name} and ${(target as ExtensionClass).name}`, fault);
    }
    known.set(name, target as ExtensionClass);
  }
}

/** type-graphql keeps the options of a build that failed for the next one; a build that goes well takes them away. */
function forgetBuild(buildNothing: () => unknown): void {
  withOwnMetadata([], buildNothing);
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function objectTypeOf({ getObjectType }: Definition): readonly ExtensionClass[] {
  try {
    return [(getObjectType as () => ExtensionClass)()];
  } catch {
    return [];
  }
}

function hostTypes<Context>(own: MetadataStorage, options: ExtensionOptions<Context>): ReadonlyMap<string, HostType> {
  const types = new Map<string, HostType>();
  for (const { name, target } of definitionsOf(own, 'objectTypes')) {
    const type = { target: target as ExtensionClass, fields: hostFields(own, target as ExtensionClass, options) };
    types.set(name as string, type);
  }
  return types;
}

function hostFields<Context>(
  own: MetadataStorage,
  target: ExtensionClass,
  options: ExtensionOptions<Context>,
): ReadonlyMap<string, HostField> {
  const fields = classesOf(target)
    .reverse()
    .flatMap((one) => {
      const type = definitionsOf(own, 'objectTypes').find((definition) => definition.target === one);
      return ((type?.fields ?? []) as readonly Definition[]).map((field) => hostField(own, one, field, options));
    });
  return new Map(fields);
}

function hostField<Context>(
  own: MetadataStorage,
  target: ExtensionClass,
  { name, schemaName, roles, middlewares }: Definition,
  { resolvers, globalMiddlewares = [] }: ExtensionOptions<Context>,
): readonly [string, HostField] {
  const resolver = definitionsOf(own, 'fieldResolvers').find(
    (one) =>
      one.methodName === name &&
      (one.kind === 'internal' || resolvers.includes(one.target as ExtensionClass)) &&
      objectTypeOf(one).includes(target),
  );
  const runsMiddleware = globalMiddlewares.length > 0 || (Array.isArray(middlewares) && middlewares.length > 0);
  return [
    schemaName as string,
    {
      property: name as string,
      resolved: resolver !== undefined,
      guarded: roles !== undefined || runsMiddleware,
      place: `${((resolver?.target ?? target) as ExtensionClass).name}.${String(name)}`,
    },
  ];
}

function rootPlaces(own: MetadataStorage): ReadonlyMap<string, string> {
  const roots = { Query: 'queries', Mutation: 'mutations', Subscription: 'subscriptions' };
  return new Map(
    Object.entries(roots).flatMap(([type, kind]) =>
      definitionsOf(own, kind).map(
        ({ target, schemaName, methodName }) =>
          [`${type}.${String(schemaName)}`, `${(target as ExtensionClass).name}.${String(methodName)}`] as const,
      ),
    ),
  );
}
