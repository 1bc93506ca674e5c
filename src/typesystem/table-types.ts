import {
  GraphQLID,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  type GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import { baseOf, type DataType } from '../model/data-type.js';
import type { Column, DatabaseModel, Relationship, Table } from '../model/database-model.js';
import { isTree } from '../model/is-tree.js';
import type { Names } from '../naming/names.js';
import { connectionArguments, connectionType } from './connection-types.js';
import { deprecationOf } from './deprecation.js';
import { meaning } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import type { OutputTypes } from './output-types.js';
import { createTableInputTypes } from './create-table-inputs.js';
import { routineFields } from './routine-fields.js';
import { createSummaryTypes } from './summary-types.js';
import { columnName, relationshipName, tableNames, treeFieldName } from './table-names.js';
import { rankFields } from './text-search-fields.js';
import { treeField, treeNodeType } from './tree-types.js';

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
  const summaries = createSummaryTypes(names, around);
  const inputTypes = createTableInputTypes(model, names, around.filterTypes, summaries);
  const types = new Map<Table, TableType>();
  const of = (table: Table): TableType => {
    const type = types.get(table);
    if (type === undefined) throw new Error(`The table ${table.namespace}.${table.name} is not in the model.`);
    return type;
  };
  // Tables, and the rows that only functions give.
  for (const table of names.tables.keys()) {
    const row = rowType(table, names, around, inputTypes.relationshipsOf(table), {
      of,
      outputTypes: around.outputTypes,
    });
    types.set(table, {
      row,
      connection: connectionType(
        tableNames(names, table),
        () => row,
        () => summaries.connectionFields(table),
      ),
      connectionArguments: connectionArguments(inputTypes.of(table)),
    });
  }
  return { of, outputTypes: around.outputTypes };
}

function rowType(
  table: Table,
  names: Names,
  { node, outputTypes, filterTypes }: Surroundings,
  relationships: readonly Relationship[],
  tableTypes: TableTypes,
): GraphQLObjectType {
  const identified = table.primaryKey !== undefined;
  const row: GraphQLObjectType = new GraphQLObjectType({
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
      Object.assign(fields, rankFields(table, names, filterTypes.textSearch));
      for (const relationship of relationships) {
        fields[relationshipName(names, relationship)] = relationshipField(relationship, names, tableTypes.of);
      }
      const trees = relationships.filter(isTree);
      const treeNode = trees.length === 0 ? undefined : treeNodeType(tableNames(names, table), () => row);
      for (const tree of trees)
        if (treeNode !== undefined) fields[treeFieldName(names, tree)] = treeField(tree, treeNode);
      return { ...fields, ...routineFields(table, names, tableTypes) };
    },
  });
  return row;
}

function columnField(column: Column, outputTypes: OutputTypes): GraphQLFieldConfig<unknown, unknown> {
  return {
    type: outputTypes.ofColumn(column),
    ...(isJson(column.type) && { args: jsonPathArgument }),
    description: column.comment ?? null,
    deprecationReason: deprecationOf(column.tags),
    ...meaning({ kind: 'column', column }),
  };
}

function isJson(type: DataType): boolean {
  const base = baseOf(type);
  return base.kind === 'base' && base.namespace === 'pg_catalog' && (base.name === 'json' || base.name === 'jsonb');
}

const jsonPathArgument: GraphQLFieldConfigArgumentMap = {
  path: {
    type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
    description: 'Only what stands at this path: keys of objects and places in lists, `["engine", "0"]`.',
  },
};

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
