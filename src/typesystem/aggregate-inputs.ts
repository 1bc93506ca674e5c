import {
  GraphQLInputObjectType,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
} from 'graphql';
import type { DataType } from '../model/data-type.js';
import type { Table } from '../model/database-model.js';
import type { AggregateNames } from '../naming/aggregate-names.js';
import type { Names } from '../naming/names.js';
import { countType, type FunctionFamily, functionDescriptions, isPercentile } from './aggregate-type.js';
import { aggregatedColumns, families, isAggregated } from './aggregate-object.js';
import { aggregateColumnMeaning } from './column-meaning.js';
import type { Declare } from './declare.js';
import { type ColumnFunction, meaning } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import { orderDirection } from './order-direction.js';
import { columnName, tableNames } from './table-names.js';

/** The input types for the aggregates of a table's rows. */
export interface AggregateInputs {
  /** `AlbumHaving`: conditions on aggregates. */
  readonly having: GraphQLInputObjectType;
  /** `AlbumAggregateWhere`: the same of related rows, and which of them. */
  readonly relatedAggregate: GraphQLInputObjectType;
  /** `AlbumAggregateOrderBy`: an aggregate as a key of an order. */
  readonly orderBy: GraphQLInputObjectType;
}

/** Where a table's aggregates stand beside the aggregates of its own lists. */
export interface AggregateUse {
  /** Lists of the table have groups. */
  readonly groups: boolean;
  /** Some relationship leads to many of its rows. */
  readonly related: boolean;
  /** The same, from a table that has an order. */
  readonly relatedOrder: boolean;
}

export function aggregateInputs(
  table: Table,
  names: Names,
  filterTypes: FilterTypes,
  where: () => GraphQLInputObjectType,
  { groups, related, relatedOrder }: AggregateUse,
  declare: Declare,
): AggregateInputs {
  const { type, aggregates } = tableNames(names, table);
  const havings = familyInputs(table, names, {
    nameOf: (family) => aggregates[`${family}Having`],
    description: `Conditions on a value of each column of ${type} that has one.`,
    isOneOf: false,
    typeOf: (value) => filterTypes.of(value),
  });
  const orders = familyInputs(table, names, {
    nameOf: (family) => aggregates[orderNames[family]],
    description: `One column of ${type} that the key is of.`,
    isOneOf: true,
    typeOf: () => orderDirection,
  });
  const conditions = (): GraphQLInputFieldConfigMap => inputFields(havings, filterTypes.of(countType));
  const having: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: aggregates.having,
    description: `Conditions on what rows of ${type} come to; all that are given must hold.`,
    fields: () => ({ ...conditions(), ...connectives(having) }),
  });
  const relatedAggregate = new GraphQLInputObjectType({
    name: aggregates.relatedAggregate,
    description: `Conditions on what the rows of ${type} come to that belong to a row; all that are given must hold.`,
    fields: () => ({
      where: {
        type: where(),
        description: 'Only the rows for which this holds are counted.',
        ...meaning({ kind: 'aggregatedRows' }),
      },
      ...conditions(),
      ...connectives(having),
    }),
  });
  const orderBy = new GraphQLInputObjectType({
    name: aggregates.aggregateOrderBy,
    description: `One key to order by: what rows of ${type} come to.`,
    isOneOf: true,
    fields: () => inputFields(orders, orderDirection),
  });
  if (groups || related) [having, ...typesOf(havings)].forEach(declare);
  if (related) declare(relatedAggregate);
  if (groups || relatedOrder) [orderBy, ...typesOf(orders)].forEach(declare);
  return { having, relatedAggregate, orderBy };
}

/** Families that have the same columns share a type where the columns have the same type too. */
export const orderNames = {
  distinct: 'columnOrderBy',
  extreme: 'columnOrderBy',
  sum: 'sumOrderBy',
  average: 'sumOrderBy',
  deviation: 'deviationOrderBy',
  continuous: 'sumOrderBy',
  boolean: 'booleanOrderBy',
} as const satisfies Readonly<Record<FunctionFamily, keyof AggregateNames>>;

/** The type with a field for each column of a family; undefined where there is none. */
type FamilyInputs = (family: FunctionFamily, name: ColumnFunction) => GraphQLInputObjectType | undefined;

interface FamilyInput {
  readonly nameOf: (family: FunctionFamily) => string;
  readonly description: string;
  readonly isOneOf: boolean;
  readonly typeOf: (value: DataType) => GraphQLInputType;
}

function familyInputs(table: Table, names: Names, input: FamilyInput): FamilyInputs {
  const known = new Map<string, GraphQLInputObjectType | undefined>();
  return (family, name) => {
    const typeName = input.nameOf(family);
    if (!known.has(typeName)) known.set(typeName, familyInput(table, names, name, typeName, input));
    return known.get(typeName);
  };
}

/** Each once. */
function typesOf(inputs: FamilyInputs): ReadonlySet<GraphQLInputObjectType> {
  const types = families.flatMap(([family, functions]) =>
    functions.map((name) => (isPercentile(name) ? undefined : inputs(family, name))),
  );
  return new Set(types.filter((type) => type !== undefined));
}

function familyInput(
  table: Table,
  names: Names,
  name: ColumnFunction,
  typeName: string,
  { description, isOneOf, typeOf }: FamilyInput,
): GraphQLInputObjectType | undefined {
  if (!isAggregated(table, name)) return undefined;
  return new GraphQLInputObjectType({
    name: typeName,
    description,
    isOneOf,
    fields: () =>
      Object.fromEntries(
        aggregatedColumns(table, name).map(({ column, type }) => [
          columnName(names, column),
          { type: typeOf(type), ...aggregateColumnMeaning(column) },
        ]),
      ),
  });
}

/** A field for `count`, and one for each function with its columns. */
function inputFields(inputs: FamilyInputs, count: GraphQLInputType): GraphQLInputFieldConfigMap {
  const fields: GraphQLInputFieldConfigMap = {
    count: {
      type: count,
      description: functionDescriptions.count,
      ...meaning({ kind: 'aggregate', function: 'count' }),
    },
  };
  for (const [family, functions] of families) {
    for (const name of functions) {
      const type = isPercentile(name) ? undefined : inputs(family, name);
      if (type === undefined) continue;
      fields[name] = {
        type,
        description: functionDescriptions[name],
        ...meaning({ kind: 'aggregate', function: name }),
      };
    }
  }
  return fields;
}

function connectives(having: GraphQLInputObjectType): GraphQLInputFieldConfigMap {
  const list = new GraphQLList(new GraphQLNonNull(having));
  return {
    and: { type: list, description: 'All of these hold.', ...meaning({ kind: 'connective', connective: 'and' }) },
    or: {
      type: list,
      description: 'At least one of these holds; of an empty list, none does.',
      ...meaning({ kind: 'connective', connective: 'or' }),
    },
    not: { type: having, description: 'This does not hold.', ...meaning({ kind: 'connective', connective: 'not' }) },
  };
}
