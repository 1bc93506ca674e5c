import type { DatabaseModel, ForeignKey } from '../model/database-model.js';

/**
 * A line for each foreign key whose columns no index begins with: whoever goes from the one row to the many reads the whole
 * table, and so does PostgreSQL for each row that is deleted.
 */
export function keysWithoutIndex(model: DatabaseModel): readonly string[] {
  const keys = new Set(
    model.relationships.flatMap((relationship) =>
      relationship.kind === 'referencing' ? [relationship.foreignKey] : [],
    ),
  );
  return [...keys].filter((key) => hasIndexes.has(key.table.kind) && !isIndexed(key)).map(lineFor);
}

const hasIndexes: ReadonlySet<string> = new Set(['table', 'partitionedTable', 'materializedView']);

function isIndexed({ table, columns }: ForeignKey): boolean {
  return table.indexes.some(({ partial, columns: indexed }) => {
    const first = indexed.slice(0, columns.length);
    return !partial && columns.every((column) => first.includes(column));
  });
}

function lineFor({ name, table, columns }: ForeignKey): string {
  const remedy = `create index on ${table.namespace}.${table.name} (${columns.join(', ')});`;
  return `the foreign key ${name} of ${table.namespace}.${table.name} has no index: ${remedy}`;
}
