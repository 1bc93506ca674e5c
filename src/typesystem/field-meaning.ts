import type {
  GraphQLEnumType,
  GraphQLField,
  GraphQLInputField,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLType,
} from 'graphql';
import type { TreeRelationship } from '../model/is-tree.js';
import type { ArrayType, DataType } from '../model/data-type.js';
import type {
  Column,
  JoinedRow,
  Key,
  Polymorphism,
  Relationship,
  Routine,
  RoutineParameter,
  Table,
} from '../model/database-model.js';

/** What an output field asks of the database. The plan stage reads this and nothing else of a field. */
export type FieldMeaning =
  | { readonly kind: 'list'; readonly table: Table }
  | { readonly kind: 'rowByKey'; readonly table: Table; readonly key: Key; readonly argumentColumns: ArgumentColumns }
  | { readonly kind: 'node' }
  /** The rows that a router of a federated graph refers to. */
  | { readonly kind: 'entities' }
  /** `__schema`, `__type` and, in a federated graph, `_service`. */
  | { readonly kind: 'introspection' }
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'nodeId'; readonly table: Table }
  | { readonly kind: 'relationship'; readonly relationship: Relationship }
  /** The rows that following a relationship of a table with itself leads to. */
  | { readonly kind: 'tree'; readonly tree: TreeRelationship }
  | { readonly kind: 'treeNode'; readonly part: 'depth' | 'node' }
  | { readonly kind: 'routine'; readonly routine: Routine; readonly arguments: ReadonlyMap<RoutineParameter, string> }
  | { readonly kind: 'connection'; readonly part: ConnectionPart }
  | { readonly kind: 'edge'; readonly part: 'node' | 'cursor' }
  | { readonly kind: 'pageInfo'; readonly part: PageInfoPart }
  /** How well a document matches a search. */
  | { readonly kind: 'rank'; readonly column: Column; readonly configurations: ReadonlyMap<string, string> }
  /** How far the value of a column is from another. */
  | { readonly kind: 'distance'; readonly column: Column }
  | { readonly kind: 'attribute'; readonly name: string; readonly type: DataType }
  | { readonly kind: 'rangePart'; readonly part: RangePart }
  /** A field of the row that this one is a part of. */
  | { readonly kind: 'ofBase'; readonly joined: JoinedRow; readonly meaning: FieldMeaning }
  /** A field that the host resolves. */
  | { readonly kind: 'extension'; readonly needs: readonly NeededField[] }
  | AggregateMeaning;

/** What a field of the host's needs of the row that it stands in. */
export interface NeededField {
  /** What the host calls it. */
  readonly property: string;
  readonly meaning: FieldMeaning;
  /** Undefined for a column that is not published. */
  readonly type: GraphQLOutputType | undefined;
}

/** Fields of aggregates and of groups. */
export type AggregateMeaning =
  /** `count`, or the object that holds the columns to which the function is applied. */
  | { readonly kind: 'aggregate'; readonly function: AggregateFunction }
  /** The function that the field above names, applied to a column. */
  | { readonly kind: 'aggregateColumn'; readonly column: Column }
  | { readonly kind: 'groups'; readonly part: 'nodes' | 'totalCount' }
  | { readonly kind: 'group'; readonly part: 'keys' | 'aggregate' | 'rows' }
  | { readonly kind: 'groupKey'; readonly column: Column }
  /** The keys that are columns of the row at the far end. */
  | { readonly kind: 'groupKeyRow'; readonly relationship: Relationship };

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
  | 'boolOr'
  | 'mode'
  | 'median'
  | PercentileFunction;

/** Functions that take a fraction. */
export type PercentileFunction = 'percentileCont' | 'percentileDisc';

/** The columns of a key by the name of the argument that carries them. */
export type ArgumentColumns = ReadonlyMap<string, Column>;

export type PageInfoPart = 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor';

export type RangePart = 'lower' | 'upper' | 'lowerInclusive' | 'upperInclusive' | 'isEmpty';

/** What an input field stands for in `where` and `orderBy`. */
export type InputMeaning =
  | { readonly kind: 'conditions'; readonly column: Column }
  | { readonly kind: 'connective'; readonly connective: 'and' | 'or' | 'not' }
  | { readonly kind: 'operator'; readonly operator: FilterOperator }
  /** Conditions on something that a value has: its field holds a filter in its turn. */
  | { readonly kind: 'part'; readonly part: ValuePart; readonly type: DataType }
  /** An operator of the value's own type; `operand` is the type of the other side. */
  | { readonly kind: 'typeOperator'; readonly operator: TypeOperator; readonly operand: DataType }
  /** One element stands for a list of one. */
  | { readonly kind: 'hasElement'; readonly array: ArrayType }
  | { readonly kind: 'isEmpty' }
  | { readonly kind: 'jsonPaths' }
  /** `configurations`: the text of a `regconfig` by the name that clients use. */
  | { readonly kind: 'textSearch'; readonly configurations: ReadonlyMap<string, string> }
  | { readonly kind: 'orderColumn'; readonly column: Column }
  | { readonly kind: 'orderRank'; readonly column: Column; readonly configurations: ReadonlyMap<string, string> }
  | { readonly kind: 'orderDistance'; readonly column: Column }
  /** Conditions on the distance from a vector. */
  | { readonly kind: 'distanceConditions' }
  | { readonly kind: 'spatial'; readonly predicate: SpatialPredicate }
  | { readonly kind: 'withinDistance' }
  /** `where`: conditions on the row at the far end, or on some, every or none of the rows there. */
  | { readonly kind: 'relatedRow'; readonly relationship: Relationship }
  | { readonly kind: 'relatedRows'; readonly relationship: Relationship }
  | { readonly kind: 'quantifier'; readonly quantifier: Quantifier }
  /** `orderBy`: the order of the row at the far end. */
  | { readonly kind: 'orderRelationship'; readonly relationship: Relationship }
  /** `where`: columns against others of the same row; the one column, and the other by operator. */
  | { readonly kind: 'columnComparisons'; readonly table: Table }
  | { readonly kind: 'comparedColumn' }
  /** `where` and `orderBy`: aggregates of the rows at the far end. */
  | { readonly kind: 'relatedAggregate'; readonly relationship: Relationship }
  /** Beside the aggregates of related rows: the rows that they are over. */
  | { readonly kind: 'aggregatedRows' }
  | { readonly kind: 'aggregate'; readonly function: AggregateFunction }
  | { readonly kind: 'aggregateColumn'; readonly column: Column }
  /** `orderBy` of groups. */
  | { readonly kind: 'groupOrder'; readonly part: 'keys' | 'aggregate' }
  /** A key of groups, or one to order them by, in the row at the far end. */
  | { readonly kind: 'relatedKey'; readonly relationship: Relationship };

export type Quantifier = 'some' | 'every' | 'none';

/** What a value has that can be compared by itself. */
export type ValuePart =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'bound'; readonly bound: 'lower' | 'upper' }
  | { readonly kind: 'length' };

/** The operators that some types have beside comparison, in words. */
export type TypeOperator =
  | 'eq'
  | 'ne'
  | 'contains'
  | 'containedBy'
  | 'overlaps'
  | 'strictlyLeftOf'
  | 'strictlyRightOf'
  | 'adjacentTo'
  | 'hasKey'
  | 'hasKeysAny'
  | 'hasKeysAll'
  | 'networkContains'
  | 'networkContainedBy'
  | 'networkContainsOrEquals'
  | 'networkContainedByOrEquals'
  | 'matches'
  | 'matchesInsensitive';

/** How a text becomes a query of full-text search. */
export type TextSearchMode = 'PLAIN' | 'PHRASE' | 'WEBSEARCH' | 'RAW';

/** How the distance between vectors is measured. */
export type VectorMetric = 'L2' | 'INNER_PRODUCT' | 'COSINE' | 'L1';

/** What PostGIS says of two geometries. */
export type SpatialPredicate =
  | 'intersects'
  | 'disjoint'
  | 'contains'
  | 'within'
  | 'covers'
  | 'coveredBy'
  | 'equals'
  | 'touches'
  | 'crosses'
  | 'overlaps'
  | 'boxOverlaps'
  | 'withinDistance';

export type FilterOperator = ComparisonOperator | ListOperator | PatternOperator | 'isNull' | DistinctOperator;
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
export type ColumnOperator = ComparisonOperator | DistinctOperator;
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
  /** Set where it is an interface, which the types of the rows implement. */
  readonly polymorphism?: Polymorphism | undefined;
}

/** What a row is published as: an interface where the row decides its type. */
export type RowGraphQLType = GraphQLObjectType | GraphQLInterfaceType;

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

/** The table that a row's type stands for. */
export function tableOf(type: GraphQLType): Table | undefined {
  return typeMeaningOf(type)?.table;
}

/** The meaning of a row's type, or undefined for one that stands for no table. */

export function typeMeaningOf(type: GraphQLType): TypeMeaning | undefined {
  return 'extensions' in type ? (type.extensions.pillion as TypeMeaning | undefined) : undefined;
}
