import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PillionError } from '../errors/pillion-error.js';
import type { PillionConfig } from './pillion-config.js';

/** The config file that is named, else the first of the usual names in the working directory, else nothing. */
export async function readConfigFile(named: string | undefined): Promise<PillionConfig> {
  const file = named ?? usualNames.find((name) => existsSync(name));
  if (file === undefined) return {};
  if (!existsSync(file)) throw new PillionError('CONFIGURATION', `--config: there is no file ${file}.`);
  const config = await load(file);
  if (typeof config === 'object' && config !== null) return config;
  throw new PillionError(
    'CONFIGURATION',
    `${file} has to export its configuration as default: export default defineConfig({ … });`,
  );
}

const usualNames = ['ts', 'mts', 'mjs', 'js'].map((ending) => `pillion.config.${ending}`);

async function load(file: string): Promise<PillionConfig | null | undefined> {
  if (/\.m?ts$/.test(file) && !readsTypeScript()) {
    throw new PillionError(
      'CONFIGURATION',
      `${file} is TypeScript, which Node.js reads from version 22.18 on. With ${process.version}, call it pillion.config.mjs and write JavaScript.`,
    );
  }
  try {
    const module = (await import(pathToFileURL(resolve(file)).href)) as { readonly default?: PillionConfig | null };
    return module.default;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PillionError('CONFIGURATION', `${file} could not be loaded: ${reason}`, { cause: thrown });
  }
}

function readsTypeScript(): boolean {
  // Node.js 20 does not have it, and its types do.
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}
