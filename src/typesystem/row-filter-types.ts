import type { GraphQLInputObjectType } from 'graphql';
import type { DatabaseModel, Table } from '../model/database-model.js';
import { groupedBy } from '../model/grouped-by.js';
import type { Names } from '../naming/names.js';
import { createTableInputTypes } from './create-table-inputs.js';
import type { Declare } from './declare.js';
import { createFilterTypes } from './filter-types.js';
import { createOutputTypes } from './output-types.js';
import type { TableInputTypes } from './table-inputs.js';
import { createSummaryTypes } from './summary-types.js';
import { tableUses } from './table-uses.js';

/** The `where` types of a model by themselves, without a schema: the language of row filters. */
export function createRowFilterTypes(model: DatabaseModel, names: Names): (table: Table) => GraphQLInputObjectType {
  const outputTypes = createOutputTypes(names);
  const filterTypes = createFilterTypes(outputTypes, names, {
    textSearchConfigurations: model.textSearchConfigurations,
    // What they cost is the host's to know.
    regexFilters: true,
  });
  const relationships = groupedBy(model.relationships, ({ from }) => from);
  const summaries = createSummaryTypes(
    names,
    { outputTypes, filterTypes },
    {
      relationshipsOf: (table) => relationships.get(table) ?? [],
      inputsOf: (table) => types.of(table),
      listOf: (table) => {
        throw new Error(`No filter lists the rows of ${table.name}.`);
      },
    },
  );
  const types: TableInputTypes = createTableInputTypes(
    model,
    names,
    filterTypes,
    summaries,
    tableUses(model, names),
    () => undeclared,
  );
  return (table) => types.of(table).where;
}

/** There is no schema that would have to know the types. */
const undeclared: Declare = (type) => type;
