import type { WithConnection } from '../database/connection.js';
import { read } from '../database/read.js';
import type { ReadRequest } from '../database/read-request.js';
import { withLoan } from '../database/with-loan.js';
import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError, sqlStateOf } from '../errors/sqlstate.js';
import type { Catalog } from './catalog.js';
import type { ReadCatalogOptions } from './read-catalog.js';

/** What a role may read of a catalog, by itself and by the roles whose privileges it inherits. */
export interface RolePrivileges {
  /** By `pg_namespace.oid`: USAGE. */
  readonly namespaces: readonly number[];
  /** By `pg_class.oid`: SELECT of every column. */
  readonly tables: readonly number[];
  /** `attrelid` and `attnum` of the columns of other tables: SELECT. */
  readonly columns: readonly (readonly [attrelid: number, attnum: number])[];
  /** By `pg_proc.oid`: EXECUTE. */
  readonly routines: readonly number[];
}

/**
 * Asks what a role may read, on one loan and in one round trip; any role may ask that of any other. The context of the
 * loan is undefined.
 *
 * @throws PillionError `CONFIGURATION` for a role that does not exist; whatever a loan throws.
 */
export async function readPrivileges<Context>(
  withConnection: WithConnection<Context>,
  role: string,
  catalog: Pick<Catalog, 'namespaces' | 'classes' | 'procs'>,
  { guard = 'strict', statementTimeout, loanTimeout }: ReadCatalogOptions = {},
): Promise<RolePrivileges> {
  const request = privilegesRequest(role, catalog);
  const text = await withLoan(
    withConnection,
    undefined as Context,
    async (connection) => (await read(connection, request, { guard, statementTimeout }))[0],
    { loanTimeout },
  ).catch((thrown: unknown) => {
    const cause = thrown instanceof PillionError ? thrown.cause : thrown;
    if (sqlStateOf(cause) !== '42704') throw fromDatabaseError(thrown);
    throw new PillionError('CONFIGURATION', `The option "role" gave "${role}", and PostgreSQL has no such role.`, {
      cause: thrown,
    });
  });
  // Our own SELECT gives nothing else.
  return JSON.parse(text ?? 'null') as RolePrivileges;
}

function privilegesRequest(
  role: string,
  { namespaces, classes, procs }: Pick<Catalog, 'namespaces' | 'classes' | 'procs'>,
): ReadRequest {
  const oids = (rows: readonly { readonly oid: number }[]): string => `{${rows.map(({ oid }) => oid).join(',')}}`;
  const values = [role, oids(namespaces.filter(({ exposed }) => exposed)), oids(classes), oids(procs)];
  return {
    text: privilegesQuery(''),
    values,
    portable: () => ({ text: privilegesQuery('::pg_catalog.text'), values }),
    settings: [],
  };
}

/** Of what is gone since the catalog was read, PostgreSQL says null: it is left out. */
function privilegesQuery(cast: string): string {
  const role = `$1${cast}::pg_catalog.name`;
  const of = (parameter: string): string => `pg_catalog.unnest(${parameter}${cast}::pg_catalog.oid[]) as o (oid)`;
  const list = (value: string, rest: string): string =>
    `(select coalesce(pg_catalog.json_agg(${value}), '[]') from ${rest})`;
  const oid = 'o.oid::pg_catalog.int8';
  return `select pg_catalog.json_build_object(
  'namespaces', ${list(oid, `${of('$2')} where pg_catalog.has_schema_privilege(${role}, o.oid, 'USAGE')`)},
  'tables', ${list(oid, `${of('$3')} where pg_catalog.has_table_privilege(${role}, o.oid, 'SELECT')`)},
  'columns', ${list(
    'pg_catalog.json_build_array(a.attrelid::pg_catalog.int8, a.attnum)',
    `${of('$3')} join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) o.oid
      and a.attnum operator(pg_catalog.>) 0 and not a.attisdropped
    where not pg_catalog.has_table_privilege(${role}, o.oid, 'SELECT')
      and pg_catalog.has_column_privilege(${role}, o.oid, a.attnum, 'SELECT')`,
  )},
  'routines', ${list(oid, `${of('$4')} where pg_catalog.has_function_privilege(${role}, o.oid, 'EXECUTE')`)}
)::pg_catalog.text as r0`;
}
