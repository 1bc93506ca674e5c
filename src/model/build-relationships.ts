import type { Relationship, Table } from './database-model.js';
import type { FoundForeignKey } from './build-foreign-keys.js';
import { findJunctions } from './find-junctions.js';
import { keysOf } from './keys-of.js';

/** Each foreign key in both directions, one after the other; then each junction in both directions. */
export function buildRelationships(foreignKeys: readonly FoundForeignKey[]): readonly Relationship[] {
  // A view of a junction would give its fields once more.
  const declared = foreignKeys.filter(({ carried }) => !carried);
  const junctions = findJunctions(declared.map(({ foreignKey }) => foreignKey));
  return [
    ...foreignKeys.flatMap(alongAndAgainst),
    ...junctions.flatMap(({ table, near, far }): readonly Relationship[] => [
      {
        kind: 'junction',
        cardinality: 'many',
        from: near.referencedTable,
        to: far.referencedTable,
        junction: { table, near, far },
      },
      {
        kind: 'junction',
        cardinality: 'many',
        from: far.referencedTable,
        to: near.referencedTable,
        junction: { table, near: far, far: near },
      },
    ]),
  ];
}

function alongAndAgainst({ foreignKey, enforced }: FoundForeignKey): readonly Relationship[] {
  const { table, columns, referencedTable } = foreignKey;
  return [
    {
      kind: 'referenced',
      cardinality: 'one',
      from: table,
      to: referencedTable,
      foreignKey,
      required: enforced && !referencedTable.rowLevelSecurity && columns.every((name) => isNotNull(table, name)),
    },
    {
      kind: 'referencing',
      // A unique key allows many rows with a null in it, but those reference nothing.
      cardinality: keysOf(table).some((key) => key.columns.every((name) => columns.includes(name))) ? 'one' : 'many',
      from: referencedTable,
      to: table,
      foreignKey,
    },
  ];
}

function isNotNull(table: Table, name: string): boolean {
  return table.columns.some((column) => column.name === name && column.notNull);
}
