import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import type { PillionConfig } from '../../src/cli/pillion-config.js';
import type { ExtensionOptions } from '../../src/extension/extension-options.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import { fromPool } from '../../src/database/from-pool.js';
import { resolveSettings } from '../../src/gateway/gateway-settings.js';
import type { ExpressOptions } from '../../src/server/express.js';
import type { FastifyOptions } from '../../src/server/fastify.js';
import type { FetchOptions } from '../../src/server/fetch.js';
import type { KoaOptions } from '../../src/server/koa.js';
import type { NestModuleOptions } from '../../src/server/nest.js';
import type { NodeOptions } from '../../src/server/node.js';
import { root } from './code-blocks.js';

afterEach(() => vi.unstubAllEnvs());

type Mounts = ExpressOptions<unknown> &
  FastifyOptions<unknown> &
  FetchOptions &
  KoaOptions<unknown> &
  NodeOptions<unknown> &
  Omit<NestModuleOptions, 'gateway'>;

// The compiler refuses these when a type has an option that is missing here, or the other way round.
const ofMounts: Readonly<Record<keyof Mounts, true>> = {
  path: true,
  context: true,
  explorer: true,
  plugins: true,
  validationRules: true,
  persistedQueries: true,
  cache: true,
  documentStore: true,
  parseOptions: true,
  logger: true,
  nodeEnv: true,
};
const ofConfigFile: Readonly<Record<Exclude<keyof PillionConfig, keyof GatewayOptions>, true>> = {
  databaseUrl: true,
  close: true,
  port: true,
  host: true,
  documents: true,
};
const ofExtension: Readonly<Record<keyof ExtensionOptions, true>> = {
  resolvers: true,
  orphanedTypes: true,
  authChecker: true,
  authMode: true,
  container: true,
  globalMiddlewares: true,
  validate: true,
  validateFn: true,
  directives: true,
  scalarsMap: true,
  nullableByDefault: true,
  disableInferringDefaultValues: true,
};

test('every option of createGateway has a line with its default, and no other has', () => {
  const defaults = (environment: string): ReadonlyMap<string, string> => {
    vi.stubEnv('NODE_ENV', environment);
    const settings = resolveSettings({
      withConnection: fromPool({ connect: () => Promise.reject(new Error('not called')) }),
    });
    return new Map(Object.entries(settings).map(([name, value]) => [name, shown(value)]));
  };
  const [outside, inside] = [defaults('development'), defaults('production')];
  const expected = [...outside].map(([name, value]) => {
    const other = inside.get(name);
    return [name, other === value ? value : `${value}; ${String(other)} in production`];
  });
  expect(new Map(rows('docs/reference/options.md', 'Of createGateway'))).toEqual(
    new Map([...expected, ['withConnection', 'required']] as [string, string][]),
  );
});

test.each([
  ['docs/reference/options.md', 'Of a mount', ofMounts],
  ['docs/reference/options.md', 'Of the config file', ofConfigFile],
  ['docs/guides/extend.md', 'All options', ofExtension],
])('%s: %s has a line for every option, and for no other', (page, heading, options) => {
  expect(
    rows(page, heading)
      .map(([name]) => name)
      .toSorted(),
  ).toEqual(Object.keys(options).toSorted());
});

/** The names and second cells of the table below a heading. A line may be of several names. */
function rows(page: string, heading: string): readonly (readonly [name: string, second: string])[] {
  const section = readFileSync(new URL(page, root), 'utf8').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (`.+?) +\| (.+?) +\|/gm)].flatMap(([, names = '', second = '']) =>
    names.split(', ').map((name) => [name.replaceAll('`', ''), second.replaceAll('`', '')] as const),
  );
}

function shown(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (typeof value === 'boolean' || typeof value === 'string') return String(value);
  if (Array.isArray(value) && value.length > 0) return value.join(', ');
  return 'none';
}
