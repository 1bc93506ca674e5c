import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PillionError } from '../../src/errors/pillion-error.js';
import type { DatabaseModel, Relationship } from '../../src/model/database-model.js';
import { buildNames } from '../../src/naming/build-names.js';
import { namingForeignKey } from '../../src/naming/relationship-name.js';
import { type ForeignKeySketch, type Sketch, sketchModel, type TableSketch } from './sketch-model.js';

/** Words that are near to one another, so that clashes and almost-clashes happen. */
const word = fc.constantFrom('artist', 'artists', 'Artist', 'album', 'person', 'people', 'series', 'data', '表', '2nd');
const columnName = fc.oneof(
  word,
  word.map((name) => `${name}_id`),
  word.map((name) => `${name}Id`),
  fc.constantFrom('id', 'slug', 'reports_to', 'and', '_id'),
);

interface Growth {
  readonly before: Sketch;
  readonly after: Sketch;
}

const tableSketch: fc.Arbitrary<TableSketch> = fc
  .uniqueArray(columnName, { minLength: 1, maxLength: 4 })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      primaryKey: fc.constant([columns[0] ?? 'id']),
      unique: fc.subarray(columns.slice(1)).map((names) => names.map((name) => [name])),
    }),
  );

const sketch: fc.Arbitrary<Sketch> = fc
  .dictionary(word, tableSketch, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
  .chain((tables) => fc.record({ tables: fc.constant(tables), foreignKeys: foreignKeysOf(tables, 4) }));

/** A table, a column at the end of a table, or a foreign key more. */
const growth: fc.Arbitrary<Growth> = sketch.chain((before) =>
  fc.oneof(
    fc
      .tuple(word, tableSketch)
      .filter(([name]) => !(name in before.tables))
      .map(([name, table]) => ({ before, after: { ...before, tables: { ...before.tables, [name]: table } } })),
    fc
      .tuple(fc.constantFrom(...Object.entries(before.tables)), columnName)
      .filter(([[, { columns }], column]) => !columns.includes(column))
      .map(([[name, table], column]) => {
        const wider = { ...table, columns: [...table.columns, column] };
        return { before, after: { ...before, tables: { ...before.tables, [name]: wider } } };
      }),
    foreignKeysOf(before.tables, 1).map((added) => ({
      before,
      after: { ...before, foreignKeys: [...(before.foreignKeys ?? []), ...added] },
    })),
  ),
);

test('a table, column or foreign key more renames nothing that was there', () => {
  let compared = 0;
  fc.assert(
    fc.property(growth, ({ before, after }) => {
      const old = namesByObject(before);
      const grown = namesByObject(after);
      if (old === undefined || grown === undefined) return;
      compared += 1;
      for (const [object, name] of old) {
        // A junction that got a column or a foreign key is none any more: that way is gone, not renamed.
        if (object.startsWith('junction') && !grown.has(object)) continue;
        expect(grown.get(object), object).toBe(name);
      }
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(50);
}, 60_000);

function foreignKeysOf(tables: Sketch['tables'], maxLength: number): fc.Arbitrary<ForeignKeySketch[]> {
  const columns = Object.entries(tables).flatMap(([table, sketch]) =>
    sketch.columns.map((column): [string, string] => [table, typeof column === 'string' ? column : column.name]),
  );
  const foreignKey = fc.record({ from: fc.constantFrom(...columns), to: fc.constantFrom(...columns) });
  return fc.uniqueArray(foreignKey, { maxLength, selector: ({ from, to }) => [from, to].join() });
}

/** Every name by a text that tells its object; undefined where names clash. */
function namesByObject(sketch: Sketch): ReadonlyMap<string, string> | undefined {
  const model = sketchModel(sketch);
  try {
    const names = buildNames(model);
    return new Map([
      ...[...names.tables].flatMap(([table, { byUnique, aggregates, ...own }]): [string, string][] => [
        ...Object.entries({ ...own, ...aggregates }).map(([rule, name]: [string, string]): [string, string] => [
          `${rule} ${table.name}`,
          name,
        ]),
        ...[...byUnique].map(([key, name]): [string, string] => [`key ${key.name}`, name]),
      ]),
      ...columnNames(model, names.columns),
      ...[...names.relationships].map(([relationship, name]): [string, string] => [objectOf(relationship), name]),
    ]);
  } catch (error) {
    if (error instanceof PillionError && error.code === 'CONFIGURATION') return undefined;
    throw error;
  }
}

function columnNames(model: DatabaseModel, names: ReadonlyMap<unknown, string>): [string, string][] {
  return model.tables.flatMap((table) =>
    table.columns.map((column): [string, string] => [`column ${table.name}.${column.name}`, names.get(column) ?? '']),
  );
}

function objectOf(relationship: Relationship): string {
  const { table, columns, referencedTable, referencedColumns } = namingForeignKey(relationship);
  const foreignKey = `${table.name}.${columns.join()} to ${referencedTable.name}.${referencedColumns.join()}`;
  return `${relationship.kind} ${foreignKey} from ${relationship.from.name}`;
}
