import type { GraphQLEnumType, GraphQLField, GraphQLInputField, GraphQLObjectType, GraphQLType } from 'graphql';
import type { DataType } from '../model/data-type.js';
import type { Column, Key, Relationship, Table } from '../model/database-model.js';

/** What an output field asks of the database. The plan stage reads this and nothing else of a field. */
export type FieldMeaning =
  | { readonly kind: 'list'; readonly table: Table }
  | { readonly kind: 'rowByKey'; readonly table: Table; readonly key: Key; readonly argumentColumns: ArgumentColumns }
  | { readonly kind: 'node' }
  /** `__schema` and `__type`. */
  | { readonly kind: 'introspection' }
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'nodeId'; readonly table: Table }
  | { readonly kind: 'relationship'; readonly relationship: Relationship }
  | { readonly kind: 'connection'; readonly part: ConnectionPart }
  | { readonly kind: 'edge'; readonly part: 'node' | 'cursor' }
  | { readonly kind: 'pageInfo'; readonly part: PageInfoPart }
  | { readonly kind: 'attribute'; readonly name: string; readonly type: DataType }
  | { readonly kind: 'rangePart'; readonly part: RangePart }
  | AggregateMeaning;

/** Fields of aggregates and of groups. */
export type AggregateMeaning =
  /** `count`, or the object that holds the columns to which the function is applied. */
  | { readonly kind: 'aggregate'; readonly function: AggregateFunction }
  /** The function that the field above names, applied to a column. */
  | { readonly kind: 'aggregateColumn'; readonly column: Column }
  | { readonly kind: 'groups'; readonly part: 'nodes' | 'totalCount' }
  | { readonly kind: 'group'; readonly part: 'keys' | 'aggregate' }
  | { readonly kind: 'groupKey'; readonly column: Column };

export type ConnectionPart = 'nodes' | 'edges' | 'pageInfo' | 'totalCount' | 'aggregate' | 'groupBy';

export type AggregateFunction = 'count' | ColumnFunction;

export type ColumnFunction =
  | 'countDistinct'
  | 'sum'
  | 'avg'
  | 'min'
  | 'max'
  | 'stddev'
  | 'stddevPop'
  | 'variance'
  | 'variancePop'
  | 'boolAnd'
  | 'boolOr';

/** The columns of a key by the name of the argument that carries them. */
export type ArgumentColumns = ReadonlyMap<string, Column>;

export type PageInfoPart = 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor';

export type RangePart = 'lower' | 'upper' | 'lowerInclusive' | 'upperInclusive' | 'isEmpty';

/** What an input field stands for in `where` and `orderBy`. */
export type InputMeaning =
  | { readonly kind: 'conditions'; readonly column: Column }
  | { readonly kind: 'connective'; readonly connective: 'and' | 'or' | 'not' }
  | { readonly kind: 'operator'; readonly operator: FilterOperator }
  | { readonly kind: 'orderColumn'; readonly column: Column }
  /** `where` and `orderBy`: aggregates of the rows at the far end. */
  | { readonly kind: 'relatedAggregate'; readonly relationship: Relationship }
  /** Beside the aggregates of related rows: the rows that they are over. */
  | { readonly kind: 'aggregatedRows' }
  | { readonly kind: 'aggregate'; readonly function: AggregateFunction }
  | { readonly kind: 'aggregateColumn'; readonly column: Column }
  /** `orderBy` of groups. */
  | { readonly kind: 'groupOrder'; readonly part: 'keys' | 'aggregate' };

export type FilterOperator = ComparisonOperator | ListOperator | PatternOperator | 'isNull' | DistinctOperator;
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
export type ListOperator = 'in' | 'notIn';
export type DistinctOperator = 'isDistinctFrom' | 'isNotDistinctFrom';
export type PatternOperator =
  | 'like'
  | 'ilike'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'startsWithInsensitive'
  | 'endsWithInsensitive'
  | 'containsInsensitive';

/** `extensions.pillion` of a table's object type: the table. */
export interface TypeMeaning {
  readonly table: Table;
}

/** `extensions.pillion` of an enum whose value decides what the plan is, not only what it is given. */
export interface EnumMeaning {
  readonly decidesPlan: true;
}

/** The `extensions` object that carries a meaning. */
export function meaning<Meaning extends FieldMeaning | InputMeaning | TypeMeaning | EnumMeaning>(
  value: Meaning,
): { readonly extensions: { readonly pillion: Meaning } } {
  return { extensions: { pillion: value } };
}

/** The meaning of an output field, or undefined for a field that is not of the reflection. */
export function fieldMeaningOf(field: GraphQLField<unknown, unknown>): FieldMeaning | undefined {
  return field.extensions.pillion as FieldMeaning | undefined;
}

/** The meaning of an input field, or undefined for a field that is not of the reflection. */
export function inputMeaningOf(field: GraphQLInputField): InputMeaning | undefined {
  return field.extensions.pillion as InputMeaning | undefined;
}

/** True for enums such as the directions of an order: each value gives another plan. */
export function decidesPlan(type: GraphQLEnumType): boolean {
  return (type.extensions.pillion as EnumMeaning | undefined)?.decidesPlan === true;
}

/** The table that an object type stands for. */
export function tableOf(type: GraphQLObjectType | GraphQLType): Table | undefined {
  if (!('extensions' in type)) return undefined;
  return (type.extensions.pillion as TypeMeaning | undefined)?.table;
}
