import { afterEach, describe, expect, it, vi } from 'vitest';
import { PillionError } from '../../src/errors/pillion-error.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import { resolveSettings } from '../../src/gateway/gateway-settings.js';

const withConnection: GatewayOptions['withConnection'] = () => Promise.reject(new Error('not called'));

describe('the settings of a gateway', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('have defaults for all but the connection', () => {
    vi.stubEnv('NODE_ENV', 'development');
    expect(resolveSettings({ withConnection })).toEqual({
      withConnection,
      namespaces: ['public'],
      guard: 'strict',
      statementTimeout: 5000,
      lockTimeout: 1000,
      preparedStatements: 100,
      loanTimeout: 3000,
      defaultPageSize: 100,
      maxPageSize: 1000,
      maxResultBytes: 33_554_432,
      federation: false,
      relayIds: false,
      reloadEvery: undefined,
      reloadOn: [],
      tags: {},
      partitions: false,
      regexFilters: false,
      naming: undefined,
      volatileFunctions: [],
      expose: undefined,
      rowFilters: undefined,
      role: undefined,
      catalog: undefined,
      observers: [],
      introspection: true,
      hideSchemaDetailsFromClientErrors: false,
    });
  });

  it('keep the schema from clients in production', () => {
    vi.stubEnv('NODE_ENV', 'production');
    expect(resolveSettings({ withConnection })).toMatchObject({
      introspection: false,
      hideSchemaDetailsFromClientErrors: true,
    });
    expect(resolveSettings({ withConnection, introspection: true }).introspection).toBe(true);
  });

  it('take null for a session that times its own statements', () => {
    expect(resolveSettings({ withConnection, statementTimeout: null }).statementTimeout).toBeUndefined();
    expect(resolveSettings({ withConnection, lockTimeout: null }).lockTimeout).toBeUndefined();
  });

  it('never have a default page larger than the largest', () => {
    expect(resolveSettings({ withConnection, maxPageSize: 20 }).defaultPageSize).toBe(20);
  });

  it.each<[unknown, RegExp]>([
    [undefined, /object of options/],
    [{}, /"withConnection".*fromPool/],
    [{ withConnection: {} }, /"withConnection".*fromPool/],
    [{ withConnection, namespace: ['public'] }, /no option "namespace"\. Options: .*namespaces/],
    [{ withConnection, namespaces: [] }, /"namespaces".*\['public'\]/],
    [{ withConnection, namespaces: 'public' }, /"namespaces".*not "public"/],
    [{ withConnection, namespaces: ['public', ''] }, /"namespaces"/],
    [{ withConnection, namespaces: ['a', 'b', 'a'] }, /names "a" twice/],
    [{ withConnection, guard: 'heavy' }, /"guard".*"strict", "light", "none".*not "heavy"/],
    [{ withConnection, statementTimeout: 0 }, /"statementTimeout".*from 1 to 2147483647, not 0/],
    [{ withConnection, lockTimeout: 0 }, /"lockTimeout".*from 1 to 2147483647, not 0/],
    [{ withConnection, preparedStatements: -1 }, /"preparedStatements".*from 0 to 2147483647, not -1/],
    [{ withConnection, statementTimeout: '5s' }, /"statementTimeout".*not "5s"/],
    [{ withConnection, loanTimeout: 1.5 }, /"loanTimeout".*not 1.5/],
    [{ withConnection, loanTimeout: 2 ** 31 }, /"loanTimeout"/],
    [{ withConnection, maxPageSize: -1 }, /"maxPageSize".*not -1/],
    [{ withConnection, defaultPageSize: NaN }, /"defaultPageSize".*not NaN/],
    [{ withConnection, defaultPageSize: 50, maxPageSize: 20 }, /"defaultPageSize" \(50\).*"maxPageSize" \(20\)/],
    [{ withConnection, relayIds: 'yes' }, /"relayIds".*true or false/],
    [{ withConnection, introspection: 1 }, /"introspection".*true or false/],
    [{ withConnection, rowFilters: { Item: { id: { eq: 1 } } } }, /"rowFilters".*Item.*function/],
    [{ withConnection, role: 'anon' }, /"role".*function.*not "anon"/],
    [{ withConnection, rowFilters: [] }, /"rowFilters"/],
    [{ withConnection, expose: ['public.*'] }, /"expose".*default: 'deny'/],
    [{ withConnection, expose: { defualt: 'deny' } }, /"expose"/],
    [{ withConnection, expose: { default: 'none' } }, /"expose"/],
    [{ withConnection, expose: { deny: 'public.*' } }, /"expose"/],
    [{ withConnection, observers: [1] }, /"observers".*functions/],
  ])('%j is refused as CONFIGURATION, naming the option and the remedy', (options, message) => {
    const error = thrownBy(() => resolveSettings(options as GatewayOptions));
    expect(error).toBeInstanceOf(PillionError);
    expect(error).toMatchObject({ code: 'CONFIGURATION', message: expect.stringMatching(message) as string });
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}
