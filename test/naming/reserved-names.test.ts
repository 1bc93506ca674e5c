import { readdirSync } from 'node:fs';
import { isScalarType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { aggregateNames } from '../../src/naming/aggregate-names.js';
import { buildNames } from '../../src/naming/build-names.js';
import { reservedRootFields, reservedTypeNames } from '../../src/naming/reserved-names.js';
import { buildSchema } from '../../src/typesystem/build-schema.js';
import { sketchModel, text } from './sketch-model.js';

/** One column of every built-in type that has a scalar, by their names in `pg_type`. */
const typeNames = [
  ...['int4', 'int8', 'float8', 'numeric', 'bool', 'date', 'time', 'timetz', 'timestamp', 'timestamptz', 'interval'],
  ...['uuid', 'jsonb', 'bytea', 'inet', 'cidr', 'macaddr', 'bit', 'text'],
];
/** And of the types of extensions that have one. */
const extensionTypes = ['vector', 'sparsevec', 'geometry', 'geography'];
const columns = [
  ...typeNames.map((name) => ({ name: `c_${name}`, type: { ...text, name } })),
  ...extensionTypes.map((name) => ({ name: `c_${name}`, type: { ...text, name, namespace: 'extensions' } })),
];
const model = sketchModel({
  tables: { thing: { columns: [...columns, 'thing_id'], primaryKey: ['c_int4'] } },
  foreignKeys: [{ from: ['thing', 'thing_id'], to: ['thing', 'c_int4'] }],
});
const schema = buildSchema(model, buildNames(model));

describe("every type of a schema is a table's or reserved", () => {
  const own = /^(?:__.*|Thing(?:Connection|Edge|Where|OrderBy|ListFilter|Column|ColumnComparison|TreeNode)?)$/;
  const aggregates = Object.values(aggregateNames('Thing'));
  const others = Object.keys(schema.getTypeMap()).filter((name) => !own.test(name) && !aggregates.includes(name));
  test.each(others)('%s', (name) => {
    expect(reservedTypeNames).toContain(name);
  });
});

test('the types above use every scalar that there is', () => {
  const files = readdirSync(new URL('../../src/typesystem/scalars/', import.meta.url)).map((file) =>
    file.replace(/\.ts$/, '').replaceAll('-', ''),
  );
  const used = Object.values(schema.getTypeMap()).filter(isScalarType);
  // Files that hold what several scalars share.
  const shared = ['calendar', 'network', 'textscalar', 'geometryfault'];
  expect(used.map(({ name }) => name.toLowerCase())).toEqual(
    expect.arrayContaining(files.filter((file) => !shared.includes(file))),
  );
});

test("every root field that is no table's is reserved", () => {
  const fields = Object.keys(schema.getQueryType().getFields());
  expect(fields.filter((field) => !['things', 'thing'].includes(field))).toEqual([...reservedRootFields]);
});

test('every name for aggregates is the name of a type', () => {
  const unused = Object.values(aggregateNames('Thing')).filter((name) => schema.getType(name) === undefined);
  expect(unused).toEqual([]);
});
