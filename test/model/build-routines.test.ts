import { expect, test } from 'vitest';
import type { PgProc } from '../../src/catalog/catalog.js';
import { buildDatabaseModel } from '../../src/model/build-database-model.js';
import type { DatabaseModel } from '../../src/model/database-model.js';
import {
  anyelement,
  catalogOf,
  int4,
  int4Array,
  procRow,
  record,
  tablesOf,
  text,
  trigger,
  typeRow,
} from './catalog-fixture.js';

const albumRow = 600;

function modelWith(...procs: readonly PgProc[]): DatabaseModel {
  return buildDatabaseModel(
    catalogOf({
      ...tablesOf({ oid: 1, relname: 'album', columns: [{ attname: 'id' }] }),
      types: [
        typeRow({
          oid: albumRow,
          typname: 'album',
          typtype: 'c',
          typrelid: 1,
          attributes: [{ attname: 'id', atttypid: int4, atttypmod: -1, attndims: 0 }],
        }),
      ],
      procs,
    }),
  );
}

test('parameters with names, defaults and VARIADIC', () => {
  const { routines } = modelWith(
    procRow({
      oid: 700,
      proname: 'find',
      prorettype: int4,
      provolatile: 'i',
      proisstrict: true,
      proargtypes: [text, int4, int4Array],
      proallargtypes: [text, int4, int4Array],
      proargmodes: ['i', 'i', 'v'],
      proargnames: ['', 'limit', 'more'],
      pronargdefaults: 1,
      description: '@name search\nFinds it.',
    }),
  );
  expect(routines).toMatchObject([
    {
      namespace: 'public',
      name: 'find',
      oid: 700,
      volatility: 'immutable',
      strict: true,
      comment: 'Finds it.',
      tags: { name: 'search' },
      parameters: [
        { name: undefined, type: { name: 'text' }, optional: false, variadic: false, rowOf: undefined },
        { name: 'limit', type: { name: 'int4' }, optional: false, variadic: false },
        { name: 'more', type: { kind: 'array' }, optional: true, variadic: true },
      ],
      returns: { type: { name: 'int4' }, set: false, rowOf: undefined },
    },
  ]);
});

test('rows of exposed tables are told as such', () => {
  const model = modelWith(
    procRow({ oid: 700, proname: 'like_it', prorettype: albumRow, proretset: true, proargtypes: [albumRow] }),
  );
  const [album] = model.tables;
  expect(album).toBeDefined();
  expect(model.routines[0]?.returns.rowOf).toBe(album);
  expect(model.routines[0]?.parameters[0]?.rowOf).toBe(album);
  expect(model.routines[0]?.returns.set).toBe(true);
});

test('OUT parameters are the row that comes back, not what goes in', () => {
  const { routines } = modelWith(
    procRow({
      oid: 700,
      proname: 'split',
      prorettype: record,
      proretset: true,
      proargtypes: [int4, text],
      proallargtypes: [int4, text, int4, text],
      proargmodes: ['i', 'b', 'o', 't'],
      proargnames: ['number', 'both', '', 'label'],
    }),
  );
  expect(routines[0]?.parameters.map(({ name }) => name)).toEqual(['number', 'both']);
  expect(routines[0]?.returns).toMatchObject({
    set: true,
    type: {
      kind: 'composite',
      name: 'split',
      attributes: [
        { name: 'both', type: { name: 'text' } },
        { name: 'column2', type: { name: 'int4' } },
        { name: 'label', type: { name: 'text' } },
      ],
    },
  });
});

test.each<[string, Partial<PgProc>]>([
  ['VOLATILE', { provolatile: 'v' }],
  ['an extension’s', { extension: true }],
  ['not executable', { executable: false }],
  ['@omit', { description: '@omit' }],
  ['a trigger', { prorettype: trigger }],
  ['polymorphic', { proargtypes: [anyelement] }],
  ['a record of unknown columns', { prorettype: record }],
])('left out: %s', (_case, row) => {
  expect(modelWith(procRow({ oid: 700, proname: 'f', prorettype: int4, ...row })).routines).toEqual([]);
});

test('a default that PostgreSQL would take for a call of an overload is none', () => {
  const { routines } = modelWith(
    procRow({ oid: 700, proname: 'f', prorettype: int4, proargtypes: [int4, text, int4], pronargdefaults: 2 }),
    procRow({ oid: 701, proname: 'f', prorettype: int4, proargtypes: [int4], provolatile: 'v' }),
    procRow({ oid: 702, proname: 'f', prorettype: int4, proargtypes: [text] }),
  );
  const [three] = routines;
  expect(three?.parameters.map(({ optional }) => optional)).toEqual([false, false, true]);
});

test('a VOLATILE function is there if the host names it, and must exist', () => {
  const procs = [procRow({ oid: 700, proname: 'f', prorettype: int4, provolatile: 'v' })];
  const { routines } = buildDatabaseModel(catalogOf({ procs }), { volatileFunctions: ['public.f'] });
  expect(routines).toMatchObject([{ name: 'f', volatility: 'volatile' }]);
  expect(() => buildDatabaseModel(catalogOf({ procs }), { volatileFunctions: ['public.f', 'f'] })).toThrow(
    expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringContaining('names "f", which') as string }),
  );
});

test('what computes a value of a row is a column to compare, but for arguments, sets and VOLATILE', () => {
  const computed = { prorettype: text, proargtypes: [albumRow] };
  const { routines, tables } = buildDatabaseModel(
    catalogOf({
      ...tablesOf({ oid: 1, relname: 'album', columns: [{ attname: 'id' }] }),
      types: [typeRow({ oid: albumRow, typname: 'album', typtype: 'c', typrelid: 1, attributes: [] })],
      procs: [
        procRow({ oid: 700, proname: 'a', ...computed }),
        procRow({ oid: 701, proname: 'b', ...computed, proargtypes: [albumRow, int4] }),
        procRow({ oid: 702, proname: 'c', ...computed, proretset: true }),
        procRow({ oid: 703, proname: 'd', ...computed, provolatile: 'v' }),
        procRow({ oid: 704, proname: 'e', ...computed, proargtypes: [int4, albumRow] }),
      ],
    }),
    { volatileFunctions: ['public.d'] },
  );
  expect(routines.map(({ computes }) => computes?.table)).toEqual([
    tables[0],
    tables[0],
    tables[0],
    tables[0],
    undefined,
  ]);
  expect(routines.map(({ computes }) => computes?.column?.computedBy?.name)).toEqual([
    'a',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('in the order of name and parameter types', () => {
  const { routines } = modelWith(
    procRow({ oid: 700, proname: 'g', prorettype: int4, proargtypes: [text] }),
    procRow({ oid: 701, proname: 'g', prorettype: int4, proargtypes: [int4] }),
    procRow({ oid: 702, proname: 'f', prorettype: int4 }),
  );
  expect(routines.map(({ oid }) => oid)).toEqual([702, 701, 700]);
});
