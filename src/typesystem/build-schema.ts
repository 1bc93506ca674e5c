import { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseModel } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { createFilterTypes } from './filter-types.js';
import { nodeInterface } from './node-interface.js';
import { createOutputTypes } from './output-types.js';
import { rootFields } from './root-fields.js';
import { createTableTypes } from './table-types.js';

export interface SchemaOptions {
  /** True: the global identifier is `id`, as Relay's compiler expects it; else `nodeId`. */
  readonly relayIds?: boolean;
  /** True: texts can be filtered by regular expressions. */
  readonly regexFilters?: boolean;
}

/**
 * The GraphQL schema of a database. Every field that PostgreSQL answers carries its meaning in `extensions.pillion`;
 * there are no resolvers here.
 *
 * @throws {PillionError} `CONFIGURATION` if there is nothing to read.
 */
export function buildSchema(model: DatabaseModel, names: Names, options: SchemaOptions = {}): GraphQLSchema {
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
  const tableTypes = createTableTypes(model, names, { node, outputTypes, filterTypes });
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      description: 'All that can be read.',
      fields: () => rootFields(model, names, tableTypes, node),
    }),
    types: model.tables.flatMap((table) => [tableTypes.of(table).row, ...tableTypes.of(table).rowTypes]),
  });
}
