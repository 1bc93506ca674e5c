import type { WithConnection } from '../database/connection.js';
import { read } from '../database/read.js';
import type { Guard, ReadRequest } from '../database/read-request.js';
import { withLoan } from '../database/with-loan.js';
import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError } from '../errors/sqlstate.js';
import type { Catalog } from './catalog.js';
import { catalogQuery } from './catalog-query.js';
import { parseViewQuery } from './parse-view-query.js';
import { minimumServer, requireServerVersion } from './server-version.js';
import { requireNamespaces } from './require-namespaces.js';

export interface ReadCatalogOptions {
  /** Undefined: every namespace but PostgreSQL's own. */
  readonly namespaces?: readonly string[] | undefined;
  /** Default: `strict`. */
  readonly guard?: Guard | undefined;
  /** Milliseconds; undefined leaves the session's own setting. */
  readonly statementTimeout?: number | undefined;
  /** Milliseconds in which the host must lend a connection. */
  readonly loanTimeout?: number | undefined;
}

/**
 * Reads the catalog on one loan, in one round trip. The context of the loan is undefined; what the catalog says of
 * privileges is true of the role that this loan has.
 *
 * @throws PillionError `CONFIGURATION` for an unknown namespace or a server below PostgreSQL 14; whatever a loan throws.
 */
export async function readCatalog<Context>(
  withConnection: WithConnection<Context>,
  options: ReadCatalogOptions = {},
): Promise<Catalog> {
  const { namespaces, guard = 'strict', statementTimeout, loanTimeout } = options;
  const request = catalogRequest(namespaces);
  const text = await withLoan(
    withConnection,
    undefined as Context,
    async (connection) => (await read(connection, request, { guard, statementTimeout }))[0],
    { loanTimeout },
  ).catch((thrown: unknown) => {
    throw catalogError(thrown);
  });
  // Our own SELECT gives nothing else.
  const catalog = catalogOf(JSON.parse(text ?? 'null') as CatalogAnswer);
  requireServerVersion(catalog);
  if (namespaces !== undefined) requireNamespaces(catalog, namespaces);
  return catalog;
}

/** What the statement gives: queries of views still as PostgreSQL stores them. */
interface CatalogAnswer extends Omit<Catalog, 'views' | 'enumRows'> {
  readonly rules: readonly { readonly ev_class: number; readonly ev_action: string }[];
  readonly equalities: readonly { readonly amopopr: number }[];
}

function catalogOf({ rules, equalities, ...catalog }: CatalogAnswer): Catalog {
  const operators = new Set(equalities.map(({ amopopr }) => amopopr));
  return {
    ...catalog,
    enumRows: [],
    views: rules.map(({ ev_class, ev_action }) => parseViewQuery(ev_class, ev_action, operators)),
  };
}

function catalogRequest(namespaces: readonly string[] | undefined): ReadRequest {
  const values = [namespaces === undefined ? null : arrayText(namespaces)];
  return {
    text: catalogQuery('$1::pg_catalog.text[]'),
    values,
    portable: () => ({ text: catalogQuery('$1::pg_catalog.text::pg_catalog.text[]'), values }),
    settings: [],
  };
}

/** The text format of `text[]`. */
function arrayText(elements: readonly string[]): string {
  return `{${elements.map((element) => `"${element.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}

/** A server that lacks a table, column or function of `pg_catalog` that we name. */
function catalogError(thrown: unknown): PillionError {
  const error = fromDatabaseError(thrown);
  if (error.code !== 'SCHEMA_CHANGED') return error;
  const reason = `The catalog of this server cannot be read (${error.message}).`;
  return new PillionError('CONFIGURATION', `${reason} Pillion needs ${minimumServer}.`, { cause: error });
}
