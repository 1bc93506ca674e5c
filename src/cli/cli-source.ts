import { readFile } from 'node:fs/promises';
import type { Catalog } from '../catalog/catalog.js';
import { parseCatalog } from '../catalog/parse-catalog.js';
import { PillionError } from '../errors/pillion-error.js';
import type { GatewayOptions } from '../gateway/gateway-options.js';
import type { CliDatabase } from './cli-database.js';
import type { PillionConfig } from './pillion-config.js';
import { postgresDatabase } from './postgres-database.js';
import { readConfigFile } from './read-config-file.js';

/** What flags, environment variables and the config file say together about where a command reads. */
export interface CliSource {
  readonly config: PillionConfig;
  /** Undefined where nothing names a database. */
  readonly database: CliDatabase | undefined;
  /** Options of the gateway, without its connection. */
  readonly options: Omit<GatewayOptions, 'withConnection'>;
}

/** Flags that say where a command reads; undefined where they, and the environment, say nothing. */
export interface SourceFlags extends Pick<
  GatewayOptions,
  'namespaces' | 'guard' | 'defaultPageSize' | 'maxPageSize' | 'maxStreamedRows'
> {
  readonly config?: string;
  readonly databaseUrl?: string;
  readonly catalog?: string;
}

/**
 * Flags and environment variables go before the config file.
 *
 * @throws {PillionError} `CONFIGURATION` for a file that cannot be used.
 */
export async function readSource({
  config: file,
  databaseUrl: url,
  catalog,
  ...flags
}: SourceFlags): Promise<CliSource> {
  const config = await readConfigFile(file);
  const saved = catalog === undefined ? {} : { catalog: await readCatalogFile(catalog) };
  return {
    config,
    database: databaseOf(url, config),
    options: { ...gatewayOptions(config), ...given(flags), ...saved },
  };
}

/** The database of a command that cannot do without. */
export function requireDatabase({ database }: CliSource): CliDatabase {
  if (database !== undefined) return database;
  throw new PillionError(
    'CONFIGURATION',
    'No database is named: give --database-url <url> or DATABASE_URL, or databaseUrl or withConnection in pillion.config.mjs.',
  );
}

/** What the commands alone need is no option of a gateway, which refuses what it does not know. */
function gatewayOptions(config: PillionConfig): CliSource['options'] {
  const ofCommands = new Set(['withConnection', 'databaseUrl', 'close', 'port', 'host', 'documents']);
  return Object.fromEntries(Object.entries(config).filter(([name]) => !ofCommands.has(name)));
}

function given<Flags extends object>(flags: Flags): Partial<Flags> {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as Partial<Flags>;
}

function databaseOf(url: string | undefined, config: PillionConfig): CliDatabase | undefined {
  const { withConnection, close, databaseUrl } = config;
  if (url !== undefined && url !== '') return postgresDatabase(url);
  if (withConnection !== undefined && databaseUrl !== undefined) {
    throw new PillionError('CONFIGURATION', 'The config file has withConnection and databaseUrl: keep one of them.');
  }
  if (databaseUrl !== undefined) return postgresDatabase(databaseUrl);
  if (withConnection === undefined) return undefined;
  return {
    description: 'the database that the config file lends',
    open: () =>
      Promise.resolve({
        withConnection,
        close: async () => {
          await close?.();
        },
      }),
  };
}

async function readCatalogFile(file: string): Promise<Catalog> {
  try {
    return parseCatalog(await readFile(file, 'utf8'));
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PillionError('CONFIGURATION', `--catalog ${file}: ${reason}`, { cause: thrown });
  }
}
