import {
  GraphQLID,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  type GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import { baseOf, type DataType } from '../model/data-type.js';
import type { Column, DatabaseModel, Relationship, Table } from '../model/database-model.js';
import { isTree } from '../model/is-tree.js';
import type { Names } from '../naming/names.js';
import { connectionArguments, connectionType } from './connection-types.js';
import type { Declare } from './declare.js';
import { deprecationOf } from './deprecation.js';
import { meaning, type RowGraphQLType } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import type { InputTypes } from './input-types.js';
import type { OutputTypes } from './output-types.js';
import { createTableInputTypes } from './create-table-inputs.js';
import { createRowTypes, type PublishedRow, type RowFields } from './row-types.js';
import { routineFields } from './routine-fields.js';
import type { TableInputTypes } from './table-inputs.js';
import { createSummaryTypes } from './summary-types.js';
import { columnName, relationshipName, tableNames, treeFieldName } from './table-names.js';
import { distanceFields } from './distance-fields.js';
import { rankFields } from './rank-fields.js';
import type { TableUses } from './table-uses.js';
import { treeField, treeNodeType } from './tree-types.js';

/** The types that one table is published as. */
export interface TableType {
  readonly row: RowGraphQLType;
  readonly connection: GraphQLObjectType;
  readonly connectionArguments: GraphQLFieldConfigArgumentMap;
}

/** Makes the types of a table when they are asked for. */
export interface TableTypes {
  readonly of: (table: Table) => TableType;
  readonly rowOf: (table: Table) => PublishedRow;
  /** A type of a table by its name. */
  readonly named: (table: Table, name: string) => GraphQLNamedType;
  readonly outputTypes: OutputTypes;
  readonly inputTypes: InputTypes;
}

interface Surroundings {
  readonly node: GraphQLInterfaceType;
  readonly outputTypes: OutputTypes;
  readonly inputTypes: InputTypes;
  readonly filterTypes: FilterTypes;
}

export function createTableTypes(
  model: DatabaseModel,
  names: Names,
  around: Surroundings,
  uses: TableUses,
): TableTypes {
  const declared = new Map<Table, Map<string, GraphQLNamedType>>();
  const declaredOf = (table: Table): Map<string, GraphQLNamedType> =>
    once(declared, table, () => new Map<string, GraphQLNamedType>());
  const declares =
    (table: Table): Declare =>
    (type) => {
      declaredOf(table).set(type.name, type);
      return type;
    };
  const summaries = createSummaryTypes(names, around, {
    relationshipsOf: (table) => inputTypes.relationshipsOf(table),
    inputsOf: (table) => inputTypes.of(table),
    listOf: (table) => of(table),
  });
  const inputTypes = createTableInputTypes(model, names, around.filterTypes, summaries, uses, declares);
  const rows = new Map<Table, PublishedRow>();
  const rowOf = (table: Table): PublishedRow =>
    once(rows, table, () => {
      const published = publishRow(table);
      [published.row, ...published.rowTypes].forEach(declares(table));
      return published;
    });
  const connections = new Map<Table, GraphQLObjectType>();
  const connectionOf = (table: Table): GraphQLObjectType =>
    once(connections, table, () =>
      connectionType(
        tableNames(names, table),
        () => rowOf(table).row,
        () => summaries.connectionFields(table),
        declares(table),
      ),
    );
  const treeNodes = new Map<Table, GraphQLObjectType>();
  const treeNodeOf = (table: Table): GraphQLObjectType =>
    once(treeNodes, table, () => declares(table)(treeNodeType(tableNames(names, table), () => rowOf(table).row)));
  const listArguments = new Map<Table, GraphQLFieldConfigArgumentMap>();
  const of = (table: Table): TableType => ({
    get row() {
      return rowOf(table).row;
    },
    get connection() {
      return connectionOf(table);
    },
    get connectionArguments() {
      return once(listArguments, table, () => connectionArguments(inputTypes.of(table)));
    },
  });
  const named = (table: Table, name: string): GraphQLNamedType => {
    const types = declaredOf(table);
    if (!types.has(name)) {
      rowOf(table);
      connectionOf(table);
      inputTypes.of(table);
      if (uses.tree.has(table)) treeNodeOf(table);
    }
    const type = types.get(name);
    if (type === undefined) throw new Error(`The table ${table.name} has no type ${name}.`);
    return type;
  };
  const tableTypes: TableTypes = { of, rowOf, named, outputTypes: around.outputTypes, inputTypes: around.inputTypes };
  const fieldsOf = createRowFields(names, around, inputTypes, treeNodeOf, joinedRows(model), tableTypes);
  const publishRow = createRowTypes(model, names, around.node, fieldsOf);
  return tableTypes;
}

function once<Value>(known: Map<Table, Value>, table: Table, make: () => Value): Value {
  const found = known.get(table);
  if (found !== undefined) return found;
  const made = make();
  known.set(table, made);
  return made;
}

/** The fields of the rows of a table, made once; without the ways between two tables whose rows are parts of one. */
function createRowFields(
  names: Names,
  { node, outputTypes, filterTypes }: Surroundings,
  inputTypes: TableInputTypes,
  treeNodeOf: (table: Table) => GraphQLObjectType,
  joined: ReadonlySet<Relationship>,
  tableTypes: TableTypes,
): RowFields {
  const made = new Map<Table, GraphQLFieldConfigMap<unknown, unknown>>();
  return (table) => {
    const known = made.get(table);
    if (known !== undefined) return known;
    const fields: GraphQLFieldConfigMap<unknown, unknown> = {};
    if (table.primaryKey !== undefined) {
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
    Object.assign(fields, distanceFields(table, names, filterTypes.distances));
    const relationships = inputTypes.relationshipsOf(table);
    for (const relationship of relationships) {
      if (joined.has(relationship)) continue;
      fields[relationshipName(names, relationship)] = relationshipField(relationship, names, tableTypes.of);
    }
    for (const tree of relationships.filter(isTree)) {
      fields[treeFieldName(names, tree)] = treeField(tree, treeNodeOf(table), inputTypes.of(table));
    }
    Object.assign(fields, routineFields(table, names, tableTypes));
    made.set(table, fields);
    return fields;
  };
}

function joinedRows({ polymorphisms }: DatabaseModel): ReadonlySet<Relationship> {
  const joined = polymorphisms.flatMap(({ types }) => types.flatMap((type) => type.joined ?? []));
  return new Set(joined.flatMap(({ part, base }) => [part, base]));
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
