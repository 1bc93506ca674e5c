import type { DatabaseModel, Table } from '../model/database-model.js';
import { groupedBy } from '../model/grouped-by.js';
import type { Names } from '../naming/names.js';
import { columnEnum } from './column-enum.js';
import type { Declare } from './declare.js';
import type { FilterTypes } from './filter-types.js';
import { listFilterType } from './list-filter-type.js';
import { orderByType } from './order-by-types.js';
import type { SummaryTypes } from './summary-types.js';
import type { TableInputs, TableInputTypes } from './table-inputs.js';
import type { TableUses } from './table-uses.js';
import { whereType } from './where-types.js';

/** Makes the input types of a table when they are asked for; they refer to each other along the relationships. */
export function createTableInputTypes(
  model: DatabaseModel,
  names: Names,
  filterTypes: FilterTypes,
  summaries: SummaryTypes,
  uses: TableUses,
  declares: (table: Table) => Declare,
): TableInputTypes {
  const relationships = groupedBy(model.relationships, ({ from }) => from);
  const inputs = new Map<Table, TableInputs>();
  const types: TableInputTypes = {
    of(table) {
      const known = inputs.get(table);
      if (known !== undefined) return known;
      const made = make(table, declares(table));
      inputs.set(table, made);
      return made;
    },
    relationshipsOf: (table) => relationships.get(table) ?? [],
  };
  const make = (table: Table, declare: Declare): TableInputs => {
    const columns = columnEnum(table, names);
    const own = types.relationshipsOf(table);
    const where = whereType(table, names, filterTypes, columns, types, () => summaries.whereFields(own), declare);
    const orderBy = orderByType(table, names, types, filterTypes, () => summaries.orderFields(own));
    const listFilter = listFilterType(table, names, where);
    const related = uses.related.has(table);
    if (columns !== undefined) declare(columns);
    if (orderBy !== undefined) declare(orderBy);
    if (related) declare(listFilter);
    summaries.add(table, where, columns, { related, relatedOrder: uses.relatedOrder.has(table) }, declare);
    return { where, listFilter, orderBy, columns };
  };
  return types;
}
