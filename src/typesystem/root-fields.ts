import {
  GraphQLID,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  GraphQLNonNull,
  isInputType,
} from 'graphql';
import type { Column, DatabaseModel, Key, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { meaning } from './field-meaning.js';
import type { FieldMakers } from './lazy-object-type.js';
import { isOrderable } from './order-by-types.js';
import { routineFields } from './routine-fields.js';
import { columnName, tableNames } from './table-names.js';
import type { TableTypes } from './table-types.js';

/**
 * What makes the fields of `Query`: for each table its list and its rows by key, and `node`.
 * @param additions Those of a subgraph.
 */
export function rootFields(
  model: DatabaseModel,
  names: Names,
  tableTypes: TableTypes,
  node: GraphQLInterfaceType,
  additions: ReadonlyMap<string, GraphQLFieldConfig<unknown, unknown>> = new Map(),
): FieldMakers {
  const fields = new Map<string, () => GraphQLFieldConfig<unknown, unknown>>();
  for (const table of model.tables) {
    const name = tableNames(names, table);
    fields.set(name.list, () => list(table, tableTypes));
    if (table.primaryKey !== undefined) addRowByKey(fields, name.single, table, table.primaryKey, names, tableTypes);
    for (const [key, field] of name.byUnique) addRowByKey(fields, field, table, key, names, tableTypes);
  }
  for (const [name, field] of Object.entries(routineFields(undefined, names, tableTypes)))
    fields.set(name, () => field);
  if (model.tables.some((table) => table.primaryKey !== undefined)) fields.set('node', () => nodeField(node));
  for (const [name, field] of additions) fields.set(name, () => field);
  return fields;
}

function list(table: Table, tableTypes: TableTypes): GraphQLFieldConfig<unknown, unknown> {
  const { connection, connectionArguments } = tableTypes.of(table);
  return {
    type: new GraphQLNonNull(connection),
    args: connectionArguments,
    description: table.comment ?? null,
    ...meaning({ kind: 'list', table }),
  };
}

function nodeField(node: GraphQLInterfaceType): GraphQLFieldConfig<unknown, unknown> {
  const nodeId = Object.keys(node.getFields())[0] ?? 'nodeId';
  return {
    type: node,
    args: { [nodeId]: { type: new GraphQLNonNull(GraphQLID) } },
    description: 'The row with a global identifier, of whatever type.',
    ...meaning({ kind: 'node' }),
  };
}

/** A key over columns that cannot be compared or hidden from the role has no look-up. */
function addRowByKey(
  fields: Map<string, () => GraphQLFieldConfig<unknown, unknown>>,
  field: string,
  table: Table,
  key: Key,
  names: Names,
  tableTypes: TableTypes,
): void {
  const columns = key.columns.map((name) => table.columns.find((column) => column.name === name));
  if (!columns.every((column) => column !== undefined && isOrderable(column.type))) return;
  fields.set(field, () => rowByKey(table, key, columns as readonly Column[], names, tableTypes));
}

function rowByKey(
  table: Table,
  key: Key,
  columns: readonly Column[],
  names: Names,
  tableTypes: TableTypes,
): GraphQLFieldConfig<unknown, unknown> {
  const argumentColumns = new Map(columns.map((column) => [columnName(names, column), column]));
  const args: GraphQLFieldConfigArgumentMap = {};
  for (const [name, column] of argumentColumns) {
    args[name] = { type: new GraphQLNonNull(inputType(tableTypes, column)), description: column.comment ?? null };
  }
  return {
    type: tableTypes.of(table).row,
    args,
    description: `The ${tableNames(names, table).type} with this ${[...argumentColumns.keys()].join(' and ')}, or null.`,
    ...meaning({ kind: 'rowByKey', table, key, argumentColumns }),
  };
}

/** Scalars and enums, the types of orderable columns, are input types as they are. */
function inputType(tableTypes: TableTypes, column: Column): GraphQLInputType {
  const type = tableTypes.outputTypes.of(column.type);
  if (!isInputType(type)) throw new Error(`The column ${column.name} has no input type.`);
  return type;
}
