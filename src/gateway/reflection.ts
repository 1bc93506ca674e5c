import type { Catalog } from '../catalog/catalog.js';
import type { ExecuteText } from '../execution/create-executor.js';
import type { StreamRows } from '../execution/create-streamer.js';
import type { LazySchema } from '../typesystem/lazy-schema.js';
import type { GatewaySettings } from './gateway-settings.js';

/** One reading of a database, ready to answer. */
export interface Reflection<Context> {
  readonly schema: LazySchema;
  /** Equal for two readings that give the same schema. */
  readonly fingerprint: string;
  readonly tables: number;
  readonly executeText: ExecuteText<Context>;
  /** Undefined where nothing is streamed. */
  readonly streamRows: StreamRows<Context> | undefined;
}

/** Reads the database, or takes the saved catalog in its place. */
export type Reflect<Context> = (
  settings: GatewaySettings<Context>,
  savedCatalog: Catalog | undefined,
) => Promise<Reflection<Context>>;
