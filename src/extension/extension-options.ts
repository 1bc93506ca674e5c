import type { GraphQLDirective, GraphQLResolveInfo, GraphQLScalarType } from 'graphql';

/**
 * Classes of the host that extend the reflected schema, decorated with type-graphql. All but `resolvers` is what
 * type-graphql's `buildSchema` takes under the same name.
 *
 * @example
 * const gateway = await createGateway({ withConnection, extension: { resolvers: [TrackResolver] } });
 */
export interface ExtensionOptions<Context = unknown> {
  /** Classes with `@Resolver()`: at least one. */
  readonly resolvers: readonly ExtensionClass[];
  /** Classes of types that no field refers to. */
  readonly orphanedTypes?: readonly ExtensionClass[];
  /** Decides on `@Authorized`. */
  readonly authChecker?: AuthChecker<Context> | ExtensionClass;
  /** What comes of a refusal: an error (default), or null. */
  readonly authMode?: 'error' | 'null';
  /** Gives the instances of resolver classes: an object with `get`, or a function that gives one for a request. */
  readonly container?: Container<Context> | ((data: ResolverData<Context>) => Container<Context>);
  /** Runs round every field that is declared with `@Field`, `@FieldResolver`, `@Query` or `@Mutation`. */
  readonly globalMiddlewares?: readonly (Middleware<Context> | ExtensionClass)[];
  /** Whether class-validator checks arguments and inputs, or its options. */
  readonly validate?: boolean | object;
  /** Checks arguments and inputs in class-validator's place. */
  readonly validateFn?: (value: object | undefined, type: never, data: ResolverData<Context>) => void | Promise<void>;
  readonly scalarsMap?: readonly { readonly type: ExtensionClass; readonly scalar: GraphQLScalarType }[];
  readonly directives?: readonly GraphQLDirective[];
  readonly nullableByDefault?: boolean;
  readonly disableInferringDefaultValues?: boolean;
}

/** A class that the host has decorated. */
export type ExtensionClass = abstract new (...args: never[]) => object;

/** What type-graphql tells of one call of a resolver. */
export interface ResolverData<Context = unknown> {
  readonly root: unknown;
  readonly args: Record<string, unknown>;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

export type AuthChecker<Context = unknown> = (
  data: ResolverData<Context>,
  roles: string[],
) => boolean | Promise<boolean>;

export type Middleware<Context = unknown> = (data: ResolverData<Context>, next: () => Promise<unknown>) => unknown;

export interface Container<Context = unknown> {
  get(target: never, data: ResolverData<Context>): unknown;
}
