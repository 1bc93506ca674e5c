import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseModel, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { createFilterTypes } from './filter-types.js';
import { createInputTypes } from './input-types.js';
import { LazyObjectType } from './lazy-object-type.js';
import { LazySchema } from './lazy-schema.js';
import { nodeInterface } from './node-interface.js';
import { createOutputTypes } from './output-types.js';
import { rootFields } from './root-fields.js';
import { sharedTypes } from './shared-types.js';
import { tableTypeNames } from './table-type-names.js';
import { createTableTypes } from './table-types.js';
import { tableUses } from './table-uses.js';

export interface SchemaOptions {
  /** True: the global identifier is `id`, as Relay's compiler expects it; else `nodeId`. */
  readonly relayIds?: boolean;
  /** True: texts can be filtered by regular expressions. */
  readonly regexFilters?: boolean;
}

/**
 * The GraphQL schema of a database. Every field that PostgreSQL answers carries its meaning in `extensions.pillion`;
 * there are no resolvers here. Types and fields are made when they are asked for.
 *
 * @throws {PillionError} `CONFIGURATION` if there is nothing to read.
 */
export function buildSchema(model: DatabaseModel, names: Names, options: SchemaOptions = {}): LazySchema {
  if (model.tables.length === 0) {
    throw new PillionError(
      'CONFIGURATION',
      `There is no table that the database role may read in the namespaces ${model.namespaces.join(', ')}. Grant SELECT, or name other namespaces.`,
    );
  }
  const node = nodeInterface(options.relayIds === true ? 'id' : 'nodeId');
  const outputTypes = createOutputTypes(names);
  const filterTypes = createFilterTypes(outputTypes, names, {
    textSearchConfigurations: model.textSearchConfigurations,
    regexFilters: options.regexFilters ?? false,
  });
  const uses = tableUses(model, names);
  const inputTypes = createInputTypes(names, outputTypes, filterTypes.rangeInput);
  const tableTypes = createTableTypes(model, names, { node, outputTypes, inputTypes, filterTypes }, uses);
  const query = new LazyObjectType({ name: 'Query', description: 'All that can be read.' }, () =>
    rootFields(model, names, tableTypes, node),
  );
  // The rows that only functions give have no lists: their types are found in the fields of the functions.
  let known: ReadonlyMap<Table, ReadonlySet<string>> | undefined;
  const namesOfTables = (): typeof known & {} =>
    (known ??= new Map(model.tables.map((table) => [table, tableTypeNames(table, model, names, uses)])));
  return new LazySchema(query, {
    *ofTables() {
      for (const [table, own] of namesOfTables()) {
        for (const name of own) yield [name, () => tableTypes.named(table, name)] as const;
      }
    },
    shared: () => sharedTypes(namesOfTables(), names, tableTypes, filterTypes),
    *rows() {
      for (const table of model.tables) {
        const { row, rowTypes } = tableTypes.rowOf(table);
        yield row;
        yield* rowTypes;
      }
    },
  });
}
