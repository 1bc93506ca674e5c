import {
  GraphQLID,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  type GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import { baseOf, type DataType } from '../model/data-type.js';
import type { Column, DatabaseModel, Relationship, Table } from '../model/database-model.js';
import { isTree } from '../model/is-tree.js';
import type { Names } from '../naming/names.js';
import { connectionArguments, connectionType } from './connection-types.js';
import { deprecationOf } from './deprecation.js';
import { meaning, type RowGraphQLType } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import type { OutputTypes } from './output-types.js';
import { createTableInputTypes } from './create-table-inputs.js';
import { createRowTypes, type RowFields } from './row-types.js';
import { routineFields } from './routine-fields.js';
import type { TableInputs } from './table-inputs.js';
import { createSummaryTypes } from './summary-types.js';
import { columnName, relationshipName, tableNames, treeFieldName } from './table-names.js';
import { distanceFields } from './distance-fields.js';
import { rankFields } from './rank-fields.js';
import { treeField, treeNodeType } from './tree-types.js';

/** The types that one table is published as. */
export interface TableType {
  readonly row: RowGraphQLType;
  /** The types of the rows, where `row` is an interface and other tables do not have them. */
  readonly rowTypes: readonly GraphQLObjectType[];
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
  const summaries = createSummaryTypes(names, around, {
    relationshipsOf: (table) => inputTypes.relationshipsOf(table),
    listOf: (table) => of(table),
  });
  const inputTypes = createTableInputTypes(model, names, around.filterTypes, summaries);
  const types = new Map<Table, TableType>();
  const of = (table: Table): TableType => {
    const type = types.get(table);
    if (type === undefined) throw new Error(`The table ${table.namespace}.${table.name} is not in the model.`);
    return type;
  };
  const fieldsOf = createRowFields(names, around, inputTypes.of, inputTypes.relationshipsOf, joinedRows(model), {
    of,
    ...around,
  });
  const publishRow = createRowTypes(model, names, around.node, fieldsOf);
  // Tables, and the rows that only functions give.
  for (const table of names.tables.keys()) {
    const { row, rowTypes } = publishRow(table);
    types.set(table, {
      row,
      rowTypes,
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

/** The fields of the rows of a table, made once; without the ways between two tables whose rows are parts of one. */
function createRowFields(
  names: Names,
  { node, outputTypes, filterTypes }: Surroundings,
  inputsOf: (table: Table) => TableInputs,
  relationshipsOf: (table: Table) => readonly Relationship[],
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
    const relationships = relationshipsOf(table);
    for (const relationship of relationships) {
      if (joined.has(relationship)) continue;
      fields[relationshipName(names, relationship)] = relationshipField(relationship, names, tableTypes.of);
    }
    const trees = relationships.filter(isTree);
    const treeNode =
      trees.length === 0 ? undefined : treeNodeType(tableNames(names, table), () => tableTypes.of(table).row);
    for (const tree of trees)
      if (treeNode !== undefined) fields[treeFieldName(names, tree)] = treeField(tree, treeNode, inputsOf(table));
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
