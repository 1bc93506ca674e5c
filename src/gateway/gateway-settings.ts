import { PillionError } from '../errors/pillion-error.js';
import type { TagOptions } from '../model/tag-options.js';
import { exposureOptions, introspectionOption } from './exposure-options.js';
import { rowFilterOptions } from './row-filter-options.js';
import type { GatewayOptions } from './gateway-options.js';

/** The options with every default filled in. A timeout that is undefined leaves the session's own setting. */
export type GatewaySettings<Context = unknown> = Readonly<
  Omit<
    Required<GatewayOptions<Context>>,
    | 'statementTimeout'
    | 'lockTimeout'
    | 'maxResultBytes'
    | 'maxStreamedRows'
    | 'naming'
    | 'extension'
    | 'catalog'
    | 'reloadEvery'
    | 'expose'
    | 'rowFilters'
    | 'role'
  > & {
    statementTimeout: number | undefined;
    lockTimeout: number | undefined;
    maxResultBytes: number | undefined;
    maxStreamedRows: number | undefined;
    naming: GatewayOptions['naming'] | undefined;
    extension: GatewayOptions<Context>['extension'] | undefined;
    catalog: GatewayOptions['catalog'] | undefined;
    expose: GatewayOptions['expose'] | undefined;
    rowFilters: GatewayOptions<Context>['rowFilters'] | undefined;
    role: GatewayOptions<Context>['role'] | undefined;
    reloadEvery: number | undefined;
  }
>;

/** Fills in the defaults. Throws `CONFIGURATION`, naming the option and the remedy, for whatever cannot be used. */
export function resolveSettings<Context>(options: GatewayOptions<Context>): GatewaySettings<Context> {
  refuseUnknownOptions(options);
  const production = process.env.NODE_ENV === 'production';
  const maxPageSize = integer('maxPageSize', options.maxPageSize ?? 1000);
  return {
    withConnection: lender(options.withConnection),
    namespaces: namespaces(options.namespaces ?? ['public']),
    guard: oneOf('guard', options.guard ?? 'strict', ['strict', 'light', 'none']),
    statementTimeout: timeoutOrNone('statementTimeout', options.statementTimeout, 5000),
    lockTimeout: timeoutOrNone('lockTimeout', options.lockTimeout, 1000),
    preparedStatements: integer('preparedStatements', options.preparedStatements ?? 100, 0),
    loanTimeout: integer('loanTimeout', options.loanTimeout ?? 3000),
    defaultPageSize: defaultPageSize(options.defaultPageSize, maxPageSize),
    maxPageSize,
    maxResultBytes:
      options.maxResultBytes === null ? undefined : integer('maxResultBytes', options.maxResultBytes ?? 33_554_432),
    maxStreamedRows: options.maxStreamedRows == null ? undefined : integer('maxStreamedRows', options.maxStreamedRows),
    relayIds: boolean('relayIds', options.relayIds ?? false),
    regexFilters: boolean('regexFilters', options.regexFilters ?? false),
    naming: options.naming,
    tags: tagOptions(options.tags ?? {}),
    partitions: boolean('partitions', options.partitions ?? false),
    volatileFunctions: volatileFunctions(options.volatileFunctions ?? []),
    extension: extension(options.extension),
    catalog: options.catalog,
    reloadEvery: options.reloadEvery == null ? undefined : integer('reloadEvery', options.reloadEvery),
    reloadOn: functions('reloadOn', options.reloadOn ?? []),
    observers: functions('observers', options.observers ?? []),
    expose: options.expose === undefined ? undefined : exposureOptions(options.expose),
    rowFilters: options.rowFilters === undefined ? undefined : rowFilterOptions(options.rowFilters),
    role: options.role === undefined ? undefined : roleOption(options.role),
    introspection: introspectionOption(options.introspection ?? !production),
    hideSchemaDetailsFromClientErrors: boolean(
      'hideSchemaDetailsFromClientErrors',
      options.hideSchemaDetailsFromClientErrors ?? (production || typeof options.introspection === 'function'),
    ),
  };
}

const optionNames: Readonly<Record<keyof GatewayOptions, true>> = {
  withConnection: true,
  namespaces: true,
  guard: true,
  statementTimeout: true,
  lockTimeout: true,
  preparedStatements: true,
  loanTimeout: true,
  defaultPageSize: true,
  maxPageSize: true,
  maxResultBytes: true,
  maxStreamedRows: true,
  relayIds: true,
  regexFilters: true,
  naming: true,
  tags: true,
  partitions: true,
  volatileFunctions: true,
  expose: true,
  rowFilters: true,
  role: true,
  extension: true,
  catalog: true,
  reloadEvery: true,
  reloadOn: true,
  observers: true,
  introspection: true,
  hideSchemaDetailsFromClientErrors: true,
};

/** The largest value of PostgreSQL's int4 settings, and of a Node.js timer. */
const LARGEST_INTEGER = 2_147_483_647;

function refuseUnknownOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw invalid('createGateway needs an object of options; withConnection is the one that is required.');
  }
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(optionNames, name));
  if (unknown.length === 0) return;
  throw invalid(
    `There is no option ${unknown.map((name) => `"${name}"`).join(', ')}. Options: ${Object.keys(optionNames).join(', ')}.`,
  );
}

function lender<Context>(value: GatewayOptions<Context>['withConnection']): GatewayOptions<Context>['withConnection'] {
  if (typeof value === 'function') return value;
  throw invalid(
    `The option "withConnection" has to be a function that lends a connection, not ${shown(value)}. ` +
      'With a node-postgres pool: withConnection: fromPool(pool).',
  );
}

function namespaces(value: unknown): readonly string[] {
  if (!isListOf(value, isName) || value.length === 0) {
    throw invalid(
      `The option "namespaces" has to list at least one PostgreSQL schema, such as ['public'], not ${shown(value)}.`,
    );
  }
  const repeated = value.find((name, index) => value.indexOf(name) !== index);
  if (repeated === undefined) return [...value];
  throw invalid(`The option "namespaces" names "${repeated}" twice. Name every PostgreSQL schema once.`);
}

function volatileFunctions(value: unknown): readonly string[] {
  if (isListOf(value, isName)) return [...value];
  throw invalid(
    `The option "volatileFunctions" has to list functions, such as ['public.next_ticket'], not ${shown(value)}.`,
  );
}

function defaultPageSize(value: number | undefined, maxPageSize: number): number {
  if (value === undefined) return Math.min(100, maxPageSize);
  const size = integer('defaultPageSize', value);
  if (size <= maxPageSize) return size;
  throw invalid(
    `The option "defaultPageSize" (${size}) is larger than "maxPageSize" (${maxPageSize}). Lower the one or raise the other.`,
  );
}

/** What is in it is for type-graphql to judge. */
function extension<Extension extends { readonly resolvers: readonly unknown[] }>(
  value: Extension | undefined,
): Extension | undefined {
  if (value === undefined) return undefined;
  if (isRecord(value) && isListOf(value.resolvers, isFunction) && value.resolvers.length > 0) return value;
  throw invalid(
    'The option "extension" has to hold at least one class of resolvers: { resolvers: [TrackResolver] }, ' +
      `not ${isRecord(value) ? `resolvers: ${shown(value.resolvers)}` : shown(value)}.`,
  );
}

function timeoutOrNone(name: string, value: number | null | undefined, standard: number): number | undefined {
  return value === null ? undefined : integer(name, value ?? standard);
}

function integer(name: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least && value <= LARGEST_INTEGER) return value;
  throw invalid(
    `The option "${name}" has to be a whole number from ${least} to ${LARGEST_INTEGER}, not ${shown(value)}.`,
  );
}

function boolean(name: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value;
  throw invalid(`The option "${name}" has to be true or false, not ${shown(value)}.`);
}

function roleOption<Role>(value: Role): Role {
  if (isFunction(value)) return value;
  throw invalid(`The option "role" has to be a function of the context that gives a role, not ${shown(value)}.`);
}

function oneOf<Value extends string>(name: string, value: Value, allowed: readonly Value[]): Value {
  if (allowed.includes(value)) return value;
  throw invalid(
    `The option "${name}" has to be one of ${allowed.map((one) => `"${one}"`).join(', ')}, not ${shown(value)}.`,
  );
}

function tagOptions(value: unknown): TagOptions {
  if (isRecord(value) && Object.values(value).every((tags) => isRecord(tags) && Object.values(tags).every(isTag))) {
    return value as TagOptions;
  }
  throw invalid(
    `The option "tags" has to hold tags by object, such as { 'public.film': { name: 'movie', omit: false } }.`,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTag(value: unknown): boolean {
  return typeof value === 'boolean' || typeof value === 'string' || isListOf(value, isName);
}

function functions<Value extends (...args: never[]) => unknown>(
  name: string,
  value: readonly Value[],
): readonly Value[] {
  if (isListOf(value, isFunction)) return [...value];
  throw invalid(`The option "${name}" has to be an array of functions, not ${shown(value)}.`);
}

function isListOf<T>(value: unknown, isElement: (element: unknown) => element is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isElement);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isFunction(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === 'function';
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? JSON.stringify(value) : value === null ? 'null' : typeof value;
}

function invalid(message: string): PillionError {
  return new PillionError('CONFIGURATION', message);
}
