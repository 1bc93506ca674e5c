import type { GraphQLSchema } from 'graphql';
import type { Catalog } from '../catalog/catalog.js';
import type { ExecuteText } from '../execution/create-executor.js';
import type { StreamRows } from '../execution/create-streamer.js';
import type { GatewaySettings } from './gateway-settings.js';

/** One reading of a database, ready to answer. */
export interface Reflection<Context> {
  readonly schema: GraphQLSchema;
  /** Equal for two readings that give the same schema; made when it is first asked for. */
  readonly fingerprint: string;
  readonly tables: number;
  readonly executeText: ExecuteText<Context>;
  /** Undefined where nothing is streamed. */
  readonly streamRows: StreamRows<Context> | undefined;
  /** The schemas of roles; undefined in one of them. */
  readonly roles: RoleSchemas<Context> | undefined;
}

/** The schemas of the roles that ask, made of one reflection. */
export interface RoleSchemas<Context> {
  get(role: string): Promise<Reflection<Context>>;
  /** What roles may read is asked again, of each when it next comes. */
  refresh(): void;
  /** PostgreSQL refused the role something that its schema shows. */
  suspect(role: string): void;
}

/** Reads the database, or takes the saved catalog in its place. Gives the reflection before again where nothing changed. */
export type Reflect<Context> = (
  settings: GatewaySettings<Context>,
  savedCatalog: Catalog | undefined,
  before: Reflection<Context> | undefined,
) => Promise<Reflection<Context>>;
