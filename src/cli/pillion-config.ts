import type { GatewayOptions } from '../gateway/gateway-options.js';

/**
 * What `pillion.config.ts` (or `.mts`, `.mjs`, `.js`) may say: all options of a gateway, and what only the commands need.
 * Flags and environment variables go before it.
 */
export interface PillionConfig extends Partial<GatewayOptions> {
  /** `postgres://user:password@host:port/database`; not beside `withConnection`. */
  readonly databaseUrl?: string;
  /** Ends what `withConnection` lends from, when a command has done its work. */
  readonly close?: () => unknown;
  /** TCP port of `pillion serve`. Default: 4000. */
  readonly port?: number;
  /** Address that `pillion serve` listens on. Default: 127.0.0.1. */
  readonly host?: string;
  /** Where stored operations are, for `check` and `types`: files or patterns such as `src/*.graphql`. */
  readonly documents?: string | readonly string[];
}

/**
 * Gives an editor the types of a config file, and the file back.
 *
 * @example
 * // pillion.config.mjs
 * import { defineConfig } from 'pillion/config';
 *
 * export default defineConfig({ namespaces: ['public', 'shop'], documents: 'src/*.graphql' });
 */
export function defineConfig(config: PillionConfig): PillionConfig {
  return config;
}
