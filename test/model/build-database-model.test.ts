import { expect, test } from 'vitest';
import { buildDatabaseModel } from '../../src/model/build-database-model.js';
import { catalogOf, int4, procRow, tablesOf } from './catalog-fixture.js';

const columns = [{ attname: 'id' }];
const catalog = catalogOf({
  namespaces: [
    { oid: 1, nspname: 'pg_catalog', exposed: false, usage: true },
    { oid: 2, nspname: 'public', exposed: true, usage: true },
    { oid: 3, nspname: 'shop', exposed: true, usage: true },
    { oid: 4, nspname: 'store', exposed: false, usage: true },
  ],
  ...tablesOf({ oid: 1, relname: 'a', columns }, { oid: 2, relname: 'b', nspname: 'shop', columns }),
  procs: [
    procRow({ oid: 10, proname: 'f', prorettype: int4 }),
    procRow({ oid: 11, proname: 'g', nspname: 'shop', prorettype: int4 }),
  ],
});

test('without a list of namespaces, all that the catalog holds', () => {
  const model = buildDatabaseModel(catalog);
  expect(model).toMatchObject({ serverVersion: 180001, namespaces: ['public', 'shop'] });
  expect(model.tables.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(model.routines.map(({ name }) => name)).toEqual(['f', 'g']);
});

test('the asked namespaces alone, in the order of the option', () => {
  const model = buildDatabaseModel(catalog, { namespaces: ['shop'] });
  expect(model.tables.map(({ name }) => name)).toEqual(['b']);
  expect(model.routines.map(({ name }) => name)).toEqual(['g']);
  expect(buildDatabaseModel(catalog, { namespaces: ['shop', 'public'] }).namespaces).toEqual(['shop', 'public']);
});

test.each([
  ['shopp', 'The namespace "shopp" does not exist. Namespaces of this database: public, shop, store.'],
  ['store', 'The catalog was read without the namespace "store"; it holds: public, shop. Read it again with that one.'],
])('the namespace %s cannot be had', (name, message) => {
  expect(() => buildDatabaseModel(catalog, { namespaces: [name] })).toThrow(
    expect.objectContaining({ code: 'CONFIGURATION', message }),
  );
});

test('the catalog stays as it is', () => {
  const before = JSON.stringify(catalog);
  buildDatabaseModel(catalog);
  expect(JSON.stringify(catalog)).toBe(before);
});
