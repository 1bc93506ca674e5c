import { expect, test } from 'vitest';
import { dataTypesOf } from '../../src/model/data-types-of.js';
import { catalogOf, date, int2vector, int4, int4Array, json, numeric, text, typeRow } from './catalog-fixture.js';

const types = dataTypesOf(
  catalogOf({
    types: [
      typeRow({
        oid: 500,
        typname: 'mood',
        typtype: 'e',
        enumlabels: ['sad', 'ok'],
        description: '@name feeling\nHow.',
      }),
      typeRow({
        oid: 501,
        typname: 'price',
        typtype: 'd',
        typbasetype: numeric,
        typtypmod: 393221,
        description: 'EUR',
      }),
      typeRow({ oid: 502, typname: 'low_price', typtype: 'd', typbasetype: 501 }),
      typeRow({ oid: 503, typname: 'span', typtype: 'r', rngsubtype: date }),
      typeRow({ oid: 504, typname: 'spans', typtype: 'm', rngtypid: 503 }),
      typeRow({
        oid: 505,
        typname: 'place',
        typtype: 'c',
        typarray: 506,
        attributes: [
          { attname: 'street', atttypid: text, atttypmod: -1, attndims: 0 },
          { attname: 'area', atttypid: numeric, atttypmod: 655366, attndims: 0 },
        ],
      }),
      typeRow({ oid: 506, typname: '_place', typtype: 'b', typelem: 505 }),
      typeRow({
        oid: 507,
        typname: 'tree',
        typtype: 'c',
        typarray: 508,
        attributes: [
          { attname: 'value', atttypid: int4, atttypmod: -1, attndims: 0 },
          { attname: 'branches', atttypid: 508, atttypmod: -1, attndims: 0 },
        ],
      }),
      typeRow({ oid: 508, typname: '_tree', typtype: 'b', typelem: 507 }),
      typeRow({ oid: 509, typname: '_numeric', typtype: 'b', typelem: numeric, nspname: 'pg_catalog' }),
      typeRow({ oid: 510, typname: 'broken', typtype: 'd', typbasetype: 999 }),
    ],
  }),
);

const int4Type = {
  kind: 'base',
  oid: int4,
  namespace: 'pg_catalog',
  name: 'int4',
  modifier: -1,
  orderingNamespace: 'pg_catalog',
};
const numericType = { ...int4Type, oid: numeric, name: 'numeric' };
const textType = { ...int4Type, oid: text, name: 'text' };

test('a base type has its modifier and the namespace of its operators', () => {
  expect(types.build(numeric, 655366)).toEqual({ ...numericType, modifier: 655366 });
  expect(types.build(json)).toMatchObject({ kind: 'base', orderingNamespace: undefined });
});

test('an enum has its labels, and its comment without tags', () => {
  expect(types.build(500)).toEqual({
    kind: 'enum',
    oid: 500,
    namespace: 'public',
    name: 'mood',
    labels: ['sad', 'ok'],
    comment: 'How.',
  });
});

test('a domain has its base with the modifier of its own definition', () => {
  expect(types.build(502, -1)).toMatchObject({
    kind: 'domain',
    name: 'low_price',
    base: { kind: 'domain', name: 'price', comment: 'EUR', base: { ...numericType, modifier: 393221 } },
  });
});

test('an array hands the modifier on to its elements', () => {
  expect(types.build(int4Array)).toEqual({
    kind: 'array',
    oid: int4Array,
    namespace: 'pg_catalog',
    name: '_int4',
    element: int4Type,
  });
  expect(dataTypesOf(catalogOf({})).build(int2vector)).toMatchObject({ kind: 'base', name: 'int2vector' });
});

test('ranges and multiranges', () => {
  const range = { kind: 'range', oid: 503, namespace: 'public', name: 'span' };
  const subtype = { ...int4Type, oid: date, name: 'date' };
  expect(types.build(504)).toEqual({
    kind: 'multirange',
    oid: 504,
    namespace: 'public',
    name: 'spans',
    range: { ...range, subtype },
  });
});

test('composite types, and arrays of them', () => {
  expect(types.build(506)).toEqual({
    kind: 'array',
    oid: 506,
    namespace: 'public',
    name: '_place',
    element: {
      kind: 'composite',
      oid: 505,
      namespace: 'public',
      name: 'place',
      attributes: [
        { name: 'street', type: textType },
        { name: 'area', type: { ...numericType, modifier: 655366 } },
      ],
      comment: undefined,
    },
  });
});

test('a composite type that contains itself ends in a base type, wherever the walk begins', () => {
  const end = { kind: 'base', oid: 507, namespace: 'public', name: 'tree', modifier: -1, orderingNamespace: undefined };
  const whole = {
    kind: 'composite',
    name: 'tree',
    attributes: [
      { name: 'value', type: int4Type },
      { name: 'branches', type: { kind: 'array', name: '_tree', element: end } },
    ],
  };
  expect(types.build(507)).toMatchObject(whole);
  expect(types.build(508)).toMatchObject({ kind: 'array', element: whole });
});

test('the same type is built once', () => {
  expect(types.build(505)).toBe(types.build(505));
  expect(types.build(numeric, 655366)).toBe(types.build(numeric, 655366));
});

test('a type that the catalog lacks is named', () => {
  expect(() => types.build(510)).toThrow('The catalog lacks the type with oid 999. Read it again.');
});
