import type { Catalog } from '../catalog/catalog.js';
import type { WithConnection } from '../database/connection.js';
import type { Guard } from '../database/read-request.js';
import type { Exposure } from '../model/exposure.js';
import type { ExtensionOptions } from '../extension/extension-options.js';
import type { TagOptions } from '../model/tag-options.js';
import type { Naming } from '../naming/naming.js';
import type { Observer } from '../observation/observation.js';
import type { RowFilterFunctions } from './row-filter-options.js';
import type { ReloadTrigger } from './reload-trigger.js';

/**
 * Everything that a host may say about its gateway. Only `withConnection` is required.
 *
 * @example
 * const gateway = await createGateway({ withConnection: fromPool(pool), namespaces: ['public', 'shop'] });
 */
export interface GatewayOptions<Context = unknown> {
  /** Lends a connection for one operation: `fromPool(pool)`, `fromBorrow(…)` or a function of the host's own. */
  readonly withConnection: WithConnection<Context>;
  /** The PostgreSQL schemas to publish. Default: `['public']`. */
  readonly namespaces?: readonly string[];
  /**
   * `strict` (default): PostgreSQL itself holds every operation to reading and to the statement timeout.
   * `light`: the bare SELECT, cancelled by a timer of Pillion's own; inside the host's transaction, within a savepoint.
   * `none`: the bare SELECT goes over the wire and nothing else; the host answers for both.
   */
  readonly guard?: Guard;
  /** Milliseconds that one statement may run; null leaves the session's own setting. Default: 5,000. Not under the guard `none`. */
  readonly statementTimeout?: number | null;
  /** Milliseconds that a statement may wait for one lock; null leaves the session's own. Default: 1,000. Guard `strict` only. */
  readonly lockTimeout?: number | null;
  /**
   * The most statements that are kept prepared on one connection; 0 prepares none. Node-postgres only. Default: 100. Where
   * the session changes below a connection (a pooler in transaction mode), it is noticed and nothing is kept.
   */
  readonly preparedStatements?: number;
  /** Milliseconds that an operation waits for the host to lend a connection. Default: 3,000. */
  readonly loanTimeout?: number;
  /** Rows of a list that was asked for without `first` or `last`. Default: 100. The tag `@defaultPageSize` is for one table. */
  readonly defaultPageSize?: number;
  /** The most rows that `first` or `last` may ask for. Default: 1,000. The tag `@maxPageSize` is for one table. */
  readonly maxPageSize?: number;
  /**
   * The most bytes that an answer may have; a longer one is `RESULT_TOO_LARGE`, and does not leave the database. Null for no
   * limit; but Node.js cannot hold a text of more than 512 MiB. Default: 32 MiB.
   */
  readonly maxResultBytes?: number | null;
  /**
   * The most rows that a client may have streamed as `application/jsonl`, row by row while they are read; a connection is
   * lent as long as that takes. Null streams nothing. Default: null.
   */
  readonly maxStreamedRows?: number | null;
  /** Names as Relay expects them: the global id is `id`, a column named `id` becomes `rowId`. Default: false. */
  readonly relayIds?: boolean;
  /**
   * The schema is a subgraph of Apollo Federation 2: `_service`, `_entities`, and `@key` on the types of rows with a key.
   * Default: false.
   */
  readonly federation?: boolean;
  /** Filters by regular expression (`matches`), whose cost a client can drive up. Default: false. */
  readonly regexFilters?: boolean;
  /** Replaces the rules by which GraphQL names are made. */
  readonly naming?: Partial<Naming>;
  /**
   * Tags for those who cannot or will not write them into comments: `{ 'public.film.title': { name: 'heading' } }`. They
   * go before those of comments; false takes one away.
   */
  readonly tags?: TagOptions;
  /** Publishes partitions as tables of their own, beside the partitioned table. Default: false. */
  readonly partitions?: boolean;
  /**
   * VOLATILE functions to publish, as `namespace.name`; all others are left out, because they may write. Under the guard
   * `strict` PostgreSQL refuses their writing. Default: none.
   */
  readonly volatileFunctions?: readonly string[];
  /**
   * What is published at all: `{ deny: ['public.customer.password_hash'] }`, or, with `default: 'deny'`, only what
   * `allow` or the tag `@expose` names. Default: everything that the role may read.
   */
  readonly expose?: Exposure;
  /**
   * The PostgreSQL role that the host sets on the loan of a request: the schema is what that role may read. It sets no role
   * itself. Null: the schema of the role that reflected the database. Default: that one, for all.
   */
  readonly role?: (context: Context) => string | null;
  /**
   * Which rows of a type a request may see, wherever they are read: `{ Invoice: ({ customerId }) => ({ customerId: { eq:
   * customerId } }) }`.
   */
  readonly rowFilters?: RowFilterFunctions<Context>;
  /** Classes of the host's, decorated with type-graphql, whose fields are merged over the reflected types. */
  readonly extension?: ExtensionOptions<Context>;
  /** A saved catalog: the gateway starts from it without asking the database. `reload()` reads the database. */
  readonly catalog?: Catalog;
  /** Milliseconds after which the database is read again, over and over, for changes. Default: never. */
  readonly reloadEvery?: number | null;
  /** What else makes the gateway read the database again: `onNotification(client)`, or functions of the host's own. */
  readonly reloadOn?: readonly ReloadTrigger[];
  /** Called with everything that the gateway tells about itself: reflections, statements, failures. */
  readonly observers?: readonly Observer[];
  /**
   * Whether clients may ask for the schema; a function decides for each request. Default: true, unless `NODE_ENV` is
   * `production`.
   */
  readonly introspection?: boolean | ((context: Context) => boolean);
  /**
   * Whether "Did you mean …?" is kept from clients. Default: false, unless `NODE_ENV` is `production` or `introspection`
   * is a function.
   */
  readonly hideSchemaDetailsFromClientErrors?: boolean;
}
