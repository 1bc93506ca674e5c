import {
  GraphQLID,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  type GraphQLInterfaceType,
  GraphQLNonNull,
  GraphQLObjectType,
} from 'graphql';
import type { Column, DatabaseModel, Relationship, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { connectionArguments, connectionType } from './connection-types.js';
import { meaning } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import { orderByType } from './order-by-types.js';
import type { OutputTypes } from './output-types.js';
import { createSummaryTypes } from './summary-types.js';
import { columnName, relationshipName, tableNames } from './table-names.js';
import { whereType } from './where-types.js';

/** The types that one table is published as. */
export interface TableType {
  readonly row: GraphQLObjectType;
  readonly connection: GraphQLObjectType;
  readonly connectionArguments: GraphQLFieldConfigArgumentMap;
}

export interface TableTypes {
  readonly of: (table: Table) => TableType;
  readonly outputTypes: OutputTypes;
}

interface Surroundings {
  readonly node: GraphQLInterfaceType;
  readonly outputTypes: OutputTypes;
  readonly filterTypes: FilterTypes;
}

export function createTableTypes(model: DatabaseModel, names: Names, around: Surroundings): TableTypes {
  const relationships = new Map<Table, Relationship[]>(model.tables.map((table) => [table, []]));
  for (const relationship of model.relationships) relationships.get(relationship.from)?.push(relationship);
  const summaries = createSummaryTypes(names, around);
  const types = new Map<Table, TableType>();
  const of = (table: Table): TableType => {
    const type = types.get(table);
    if (type === undefined) throw new Error(`The table ${table.namespace}.${table.name} is not in the model.`);
    return type;
  };
  for (const table of model.tables) {
    const row = rowType(table, names, around, relationships.get(table) ?? [], of);
    const related = relationships.get(table) ?? [];
    const where = whereType(table, names, around.filterTypes, () => summaries.whereFields(related));
    summaries.add(table, where);
    types.set(table, {
      row,
      connection: connectionType(
        tableNames(names, table),
        () => row,
        () => summaries.connectionFields(table),
      ),
      connectionArguments: connectionArguments(
        where,
        orderByType(table, names, () => summaries.orderFields(related)),
      ),
    });
  }
  return { of, outputTypes: around.outputTypes };
}

function rowType(
  table: Table,
  names: Names,
  { node, outputTypes }: Surroundings,
  relationships: readonly Relationship[],
  typesOf: TableTypes['of'],
): GraphQLObjectType {
  const identified = table.primaryKey !== undefined;
  return new GraphQLObjectType({
    name: tableNames(names, table).type,
    description: table.comment ?? null,
    interfaces: identified ? [node] : [],
    ...meaning({ table }),
    fields: () => {
      const fields: GraphQLFieldConfigMap<unknown, unknown> = {};
      if (identified) {
        for (const { name, description } of Object.values(node.getFields())) {
          fields[name] = {
            type: new GraphQLNonNull(GraphQLID),
            description: description ?? null,
            ...meaning({ kind: 'nodeId', table }),
          };
        }
      }
      for (const column of table.columns) fields[columnName(names, column)] = columnField(column, outputTypes);
      for (const relationship of relationships) {
        fields[relationshipName(names, relationship)] = relationshipField(relationship, names, typesOf);
      }
      return fields;
    },
  });
}

function columnField(column: Column, outputTypes: OutputTypes): GraphQLFieldConfig<unknown, unknown> {
  const deprecated = column.tags.deprecated;
  return {
    type: outputTypes.ofColumn(column),
    description: column.comment ?? null,
    deprecationReason: deprecated === undefined ? null : deprecated === true ? 'No longer supported' : deprecated,
    ...meaning({ kind: 'column', column }),
  };
}

function relationshipField(
  relationship: Relationship,
  names: Names,
  typesOf: TableTypes['of'],
): GraphQLFieldConfig<unknown, unknown> {
  const target = typesOf(relationship.to);
  const carried = { description: describe(relationship, names), ...meaning({ kind: 'relationship', relationship }) };
  if (relationship.cardinality === 'many') {
    return { type: new GraphQLNonNull(target.connection), args: target.connectionArguments, ...carried };
  }
  const required = relationship.kind === 'referenced' && relationship.required;
  return { type: required ? new GraphQLNonNull(target.row) : target.row, ...carried };
}

function describe(relationship: Relationship, names: Names): string {
  const to = tableNames(names, relationship.to).type;
  const of = (columns: readonly string[]): string => columns.map((column) => `\`${column}\``).join(', ');
  switch (relationship.kind) {
    case 'referenced':
      return `The ${to} that ${of(relationship.foreignKey.columns)} refers to.`;
    case 'referencing':
      return `The ${to} whose ${of(relationship.foreignKey.columns)} refers to this row.`;
    case 'junction':
      return `The ${to} joined to this row by \`${relationship.junction.table.name}\`.`;
  }
}
