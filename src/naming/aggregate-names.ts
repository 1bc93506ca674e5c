/** The types that stand for aggregates and groups of one table's rows. */
export type AggregateNames = Readonly<Record<keyof typeof suffixes, string>>;

/** `AlbumAggregate`, `AlbumSumAggregate`, `AlbumHaving` …, from `Album`. */
export function aggregateNames(type: string): AggregateNames {
  const names: Record<string, string> = {};
  for (const [thing, suffix] of suffixEntries) names[thing] = `${type}${suffix}`;
  return names as AggregateNames;
}

/** The field of `where` and `orderBy` for the aggregates of the rows at the far end: `tracksAggregate`. */
export function aggregateField(relationshipField: string): string {
  return `${relationshipField}Aggregate`;
}

const suffixes = {
  aggregate: 'Aggregate',
  distinctAggregate: 'CountDistinctAggregate',
  sumAggregate: 'SumAggregate',
  averageAggregate: 'AvgAggregate',
  extremeAggregate: 'MinMaxAggregate',
  deviationAggregate: 'DeviationAggregate',
  continuousAggregate: 'MedianAggregate',
  booleanAggregate: 'BoolAggregate',
  having: 'Having',
  distinctHaving: 'CountDistinctHaving',
  sumHaving: 'SumHaving',
  averageHaving: 'AvgHaving',
  extremeHaving: 'MinMaxHaving',
  deviationHaving: 'DeviationHaving',
  continuousHaving: 'MedianHaving',
  booleanHaving: 'BoolHaving',
  relatedAggregate: 'AggregateWhere',
  aggregateOrderBy: 'AggregateOrderBy',
  columnOrderBy: 'ColumnOrderBy',
  sumOrderBy: 'SumOrderBy',
  deviationOrderBy: 'DeviationOrderBy',
  booleanOrderBy: 'BoolOrderBy',
  groupBy: 'GroupBy',
  groups: 'Groups',
  group: 'Group',
  groupKeys: 'GroupKeys',
  groupOrderBy: 'GroupOrderBy',
  groupKeyOrderBy: 'GroupKeyOrderBy',
} as const;

const suffixEntries = Object.entries(suffixes);
