import type { Column, ForeignKey, Relationship } from '../model/database-model.js';
import { all } from './all.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { type Sql, sql, verbatim } from './knex.js';
import { tableRows } from './table-rows.js';
import { operatorOf } from './type-name.js';

/** How the rows at the far end of a relationship are found from a row at the near end. */
export interface Link {
  /** What stands in FROM beside the far table: the junction. */
  readonly joins: readonly Sql[];
  readonly condition: Sql;
}

export function compileLink(
  compilation: Compilation,
  relationship: Relationship,
  near: RowSource,
  far: RowSource,
): Link {
  switch (relationship.kind) {
    case 'referenced':
      return { joins: [], condition: matches(relationship.foreignKey, near, far) };
    case 'referencing':
      return { joins: [], condition: matches(relationship.foreignKey, far, near) };
    case 'junction': {
      const { table, near: nearKey, far: farKey } = relationship.junction;
      const alias = compilation.alias('j');
      const junction = tableSource(alias);
      return {
        joins: [sql`join ${tableRows(compilation, table, alias)} on ${matches(farKey, junction, far)}`],
        condition: matches(nearKey, junction, near),
      };
    }
  }
}

/** A column of the far end that is null only where no row was found. */
export function presenceColumn(relationship: Relationship): Pick<Column, 'name'> {
  if (relationship.kind === 'junction') throw new Error('A junction leads to many rows.');
  const { foreignKey } = relationship;
  const columns = relationship.kind === 'referenced' ? foreignKey.referencedColumns : foreignKey.columns;
  return { name: columns[0] ?? '' };
}

/** A row with a foreign key, and the row that it refers to. */
export function matches(foreignKey: ForeignKey, referencing: RowSource, referenced: RowSource): Sql {
  return all(
    foreignKey.columns.map((name, index) => {
      const column = foreignKey.table.columns.find((candidate) => candidate.name === name);
      const equal = verbatim(column === undefined ? 'operator(pg_catalog.=)' : operatorOf(column.type, '='));
      const target = referenced.column({ name: foreignKey.referencedColumns[index] ?? '' });
      return sql`${target} ${equal} ${referencing.column({ name })}`;
    }),
  );
}
