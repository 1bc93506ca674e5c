import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Names } from '../naming/names.js';
import { needsKey } from '../plan/needed-field.js';
import { fieldMeaningOf, type RowGraphQLType, tableOf } from '../typesystem/field-meaning.js';
import type { ExtendedExecution } from './extended-execution.js';
import type { ExtendedSchema } from './extend-schema.js';
import type { RowClass } from './extend-row-type.js';
import { createReadKey, type ReadKey } from './given-row.js';
import { JsonObjectText } from './json-object-text.js';
import { typeKey } from './split-operation.js';

type Resolver<Context> = GraphQLFieldResolver<unknown, Context>;
type ExecutionOf<Context> = (source: unknown, context: Context, info: GraphQLResolveInfo) => ExtendedExecution<Context>;
type Path = GraphQLResolveInfo['path'];

/**
 * Makes a merged schema executable by graphql-js: fields of the database take their values from an answer, the host's have
 * its resolvers, with an instance of its class where they stand in a row.
 */
export function attachExtendedResolvers<Context>(
  { schema, reflected, classes }: ExtendedSchema,
  names: Names,
  executionOf: ExecutionOf<Context>,
): void {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type) && reflected.has(type)) {
      type.resolveType = (row) => (row as JsonObjectText).value(typeKey) as string;
    }
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const instanceOf = createInstances(classes.get(type));
    for (const field of Object.values(type.getFields()) as GraphQLField<unknown, unknown>[]) {
      if (isHosted(field)) {
        const readKey = readKeyOf(field, reflected, classes, names);
        const rootOf = type === query || type === mutation ? () => undefined : instanceOf;
        field.resolve = hostResolver(field, rootOf, readKey, executionOf) as Resolver<unknown>;
      } else if (type === query) field.resolve = rootResolver(executionOf) as Resolver<unknown>;
      else field.resolve = isLeafType(getNamedType(field.type)) ? leafOfRow : childOfRow;
    }
  }
}

function isHosted(field: GraphQLField<unknown, unknown>): boolean {
  return (fieldMeaningOf(field)?.kind ?? 'extension') === 'extension';
}

const leafOfRow: Resolver<unknown> = (row, _arguments, _context, { path }) =>
  (row as JsonObjectText).value(`${path.key}`);
const childOfRow: Resolver<unknown> = (row, _arguments, _context, { path }) =>
  (row as JsonObjectText).child(`${path.key}`);

function rootResolver<Context>(executionOf: ExecutionOf<Context>): Resolver<Context> {
  return async (source, _arguments, context, info) => {
    const answer = await executionOf(source, context, info).answer();
    const resolve = isLeafType(getNamedType(info.returnType)) ? leafOfRow : childOfRow;
    return resolve(answer, {}, context, info);
  };
}

/** An instance of the host's class for each row, with what the class needs; what is no row stays what it is. */
function createInstances(rowClass: RowClass | undefined): (source: unknown) => unknown {
  if (rowClass === undefined) return (source) => source;
  const instances = new WeakMap<JsonObjectText, object>();
  const target = rowClass.target as unknown as new () => object;
  return (source) => {
    if (!(source instanceof JsonObjectText)) return source;
    const known = instances.get(source);
    if (known !== undefined) return known;
    const instance = Object.assign(new target(), source.value(needsKey));
    instances.set(source, instance);
    return instance;
  };
}

function readKeyOf(
  { type }: GraphQLField<unknown, unknown>,
  reflected: ReadonlySet<GraphQLNamedType>,
  classes: ExtendedSchema['classes'],
  names: Names,
): ReadKey | undefined {
  const given = getNamedType(type);
  const table = reflected.has(given) ? tableOf(given) : undefined;
  return table && createReadKey({ type: given as RowGraphQLType, table }, names, classes.get(given));
}

function hostResolver<Context>(
  field: GraphQLField<unknown, unknown>,
  rootOf: (source: unknown) => unknown,
  readKey: ReadKey | undefined,
  executionOf: ExecutionOf<Context>,
): Resolver<Context> {
  const resolve: GraphQLFieldResolver<unknown, unknown> = field.resolve ?? defaultFieldResolver;
  return (source, args, context, info) => {
    const execution = executionOf(source, context, info);
    // What the resolver gives is asked for before it counts as ended: so it is read together with what others give.
    const end = execution.loader.begin();
    const finish = (given: unknown): unknown => {
      try {
        return withRows(execution, readKey, info, given);
      } finally {
        end();
      }
    };
    try {
      const result: unknown = resolve(rootOf(source), args, context, info);
      if (!isPromiseLike(result)) return finish(result);
      return Promise.resolve(result).then(finish, (error: unknown) => {
        end();
        throw error;
      });
    } catch (error) {
      end();
      throw error;
    }
  };
}

/** Rows are what the database says of them, whatever else the host has put into what it gives. */
function withRows<Context>(
  execution: ExtendedExecution<Context>,
  readKey: ReadKey | undefined,
  info: GraphQLResolveInfo,
  result: unknown,
): unknown {
  if (readKey === undefined) return result;
  const place = `${info.parentType.name}.${info.fieldName}`;
  const load = (given: unknown, type: GraphQLOutputType, path: Path): unknown => {
    if (isNonNullType(type)) return load(given, type.ofType, path);
    if (given == null || given instanceof Error) return given;
    if (isPromiseLike(given)) return Promise.resolve(given).then((one) => load(one, type, path));
    if (isListType(type)) {
      if (!isIterable(given)) return given;
      return Array.from(given, (one, key) => load(one, type.ofType, { prev: path, key, typename: undefined }));
    }
    return loadRow(execution, info, readKey, given, place, path);
  };
  return load(result, info.returnType, info.path);
}

async function loadRow<Context>(
  execution: ExtendedExecution<Context>,
  info: GraphQLResolveInfo,
  readKey: ReadKey,
  given: unknown,
  place: string,
  path: Path,
): Promise<JsonObjectText | null> {
  const row = await execution.loader.load(info, () => readKey(given, place));
  if (row !== null) execution.keep(path, row);
  return row;
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
