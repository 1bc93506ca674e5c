import { type GraphQLFieldConfig, type GraphQLFieldConfigMap, GraphQLInterfaceType, GraphQLObjectType } from 'graphql';
import type { DatabaseModel, JoinedRow, Polymorphism, RowType, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { type FieldMeaning, meaning, type RowGraphQLType } from './field-meaning.js';
import { tableNames } from './table-names.js';

/** The fields of the rows of a table by name, those of all its types. */
export type RowFields = (table: Table) => Fields;

type Fields = GraphQLFieldConfigMap<unknown, unknown>;

export interface PublishedRow {
  readonly row: RowGraphQLType;
  /** Set where `row` is an interface: the types of its rows that are in the table alone. */
  readonly rowTypes: readonly GraphQLObjectType[];
}

/** Gives what the rows of a table are published as; asked once for each table. */
export function createRowTypes(
  model: DatabaseModel,
  names: Names,
  node: GraphQLInterfaceType,
  fieldsOf: RowFields,
): (table: Table) => PublishedRow {
  const polymorphisms = new Map(model.polymorphisms.map((one) => [one.table, one]));
  const joined = new Map(
    model.polymorphisms
      .flatMap(({ types }) => types)
      .flatMap((type) =>
        type.joined === undefined ? [] : [[type.joined.part.to, { type, joined: type.joined }] as const],
      ),
  );
  const interfaces = new Map(
    model.polymorphisms.map((one) => [one.table, interfaceType(one, names, node, fieldsOf)] as const),
  );
  return (table) => {
    const polymorphism = polymorphisms.get(table);
    const row = interfaces.get(table);
    if (polymorphism !== undefined && row !== undefined) {
      const { types, other } = polymorphism;
      const own = [...types, other].filter((type) => type.joined === undefined);
      return { row, rowTypes: own.map((type) => rowType(type, row, names, fieldsOf)) };
    }
    const part = joined.get(table);
    const base = part && interfaces.get(part.type.table);
    const implemented = [...(base === undefined ? [] : [base]), ...(table.primaryKey === undefined ? [] : [node])];
    const object = new GraphQLObjectType({
      name: tableNames(names, table).type,
      description: table.comment ?? null,
      interfaces: implemented,
      ...meaning({ table }),
      fields: () => (part === undefined ? fieldsOf(table) : partFields(part.type, part.joined, fieldsOf)),
    });
    return { row: object, rowTypes: [] };
  };
}

function interfaceType(
  polymorphism: Polymorphism,
  names: Names,
  node: GraphQLInterfaceType,
  fieldsOf: RowFields,
): GraphQLInterfaceType {
  const { table, other } = polymorphism;
  return new GraphQLInterfaceType({
    name: tableNames(names, table).type,
    description: table.comment ?? null,
    interfaces: table.primaryKey === undefined ? [] : [node],
    ...meaning({ table, polymorphism }),
    fields: () => fieldsOfType(other, fieldsOf),
  });
}

function rowType(type: RowType, row: GraphQLInterfaceType, names: Names, fieldsOf: RowFields): GraphQLObjectType {
  const name = names.rowTypes.get(type);
  if (name === undefined) throw new Error(`The naming stage gave no name to a type of ${type.table.name}.`);
  return new GraphQLObjectType({
    name,
    description:
      type.value === undefined ? `${row.name} of no other type.` : `${row.name} of the type \`${type.value}\`.`,
    interfaces: () => [row, ...row.getInterfaces()],
    fields: () => fieldsOfType(type, fieldsOf),
  });
}

function fieldsOfType({ table, columns }: RowType, fieldsOf: RowFields): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf(table)).filter(([, field]) => {
      const means = meaningOf(field);
      return means?.kind !== 'column' || !table.columns.includes(means.column) || columns.includes(means.column);
    }),
  );
}

/** The fields of both rows; what both have is of the base, so that it is the same whichever way leads there. */
function partFields(type: RowType, joined: JoinedRow, fieldsOf: RowFields): Fields {
  const base = Object.entries(fieldsOfType(type, fieldsOf)).map(([name, field]) => {
    const means = meaningOf(field);
    if (means === undefined) throw new Error(`The field ${name} has no meaning.`);
    return [name, { ...field, ...meaning({ kind: 'ofBase', joined, meaning: means }) }] as const;
  });
  return {
    ...Object.fromEntries(base),
    ...withoutNames(fieldsOf(joined.part.to), new Set(base.map(([name]) => name))),
  };
}

function withoutNames(fields: Fields, names: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)));
}

function meaningOf(field: GraphQLFieldConfig<unknown, unknown>): FieldMeaning | undefined {
  return field.extensions?.pillion as FieldMeaning | undefined;
}
