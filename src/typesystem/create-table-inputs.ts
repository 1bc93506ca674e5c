import type { DatabaseModel, Table } from '../model/database-model.js';
import { groupedBy } from '../model/grouped-by.js';
import type { Names } from '../naming/names.js';
import { columnEnum } from './column-enum.js';
import type { FilterTypes } from './filter-types.js';
import { listFilterType } from './list-filter-type.js';
import { orderByType } from './order-by-types.js';
import type { SummaryTypes } from './summary-types.js';
import type { TableInputs, TableInputTypes } from './table-inputs.js';
import { whereType } from './where-types.js';

/** Makes the input types of every table; they refer to each other along the relationships. */
export function createTableInputTypes(
  model: DatabaseModel,
  names: Names,
  filterTypes: FilterTypes,
  summaries: SummaryTypes,
): TableInputTypes {
  const relationships = groupedBy(model.relationships, ({ from }) => from);
  const inputs = new Map<Table, TableInputs>();
  const types: TableInputTypes = {
    of(table) {
      const found = inputs.get(table);
      if (found === undefined) throw new Error(`The table ${table.namespace}.${table.name} is not in the model.`);
      return found;
    },
    relationshipsOf: (table) => relationships.get(table) ?? [],
  };
  // Tables, and the rows that only functions give.
  for (const table of names.tables.keys()) {
    const columns = columnEnum(table, names);
    const related = types.relationshipsOf(table);
    const where = whereType(table, names, filterTypes, columns, types, () => summaries.whereFields(related));
    summaries.add(table, where, columns);
    inputs.set(table, {
      where,
      listFilter: listFilterType(table, names, where),
      orderBy: orderByType(table, names, types, filterTypes, () => summaries.orderFields(related)),
      columns,
    });
  }
  return types;
}
