/** The types that stand for aggregates and groups of one table's rows. */
export type AggregateNames = Readonly<ReturnType<typeof aggregateNames>>;

/** `AlbumAggregate`, `AlbumSumAggregate`, `AlbumHaving` …, from `Album`. Written out: thousands of tables have them. */
export function aggregateNames(type: string) {
  return {
    aggregate: `${type}Aggregate`,
    distinctAggregate: `${type}CountDistinctAggregate`,
    sumAggregate: `${type}SumAggregate`,
    averageAggregate: `${type}AvgAggregate`,
    extremeAggregate: `${type}MinMaxAggregate`,
    deviationAggregate: `${type}DeviationAggregate`,
    continuousAggregate: `${type}MedianAggregate`,
    booleanAggregate: `${type}BoolAggregate`,
    having: `${type}Having`,
    distinctHaving: `${type}CountDistinctHaving`,
    sumHaving: `${type}SumHaving`,
    averageHaving: `${type}AvgHaving`,
    extremeHaving: `${type}MinMaxHaving`,
    deviationHaving: `${type}DeviationHaving`,
    continuousHaving: `${type}MedianHaving`,
    booleanHaving: `${type}BoolHaving`,
    relatedAggregate: `${type}AggregateWhere`,
    aggregateOrderBy: `${type}AggregateOrderBy`,
    columnOrderBy: `${type}ColumnOrderBy`,
    sumOrderBy: `${type}SumOrderBy`,
    deviationOrderBy: `${type}DeviationOrderBy`,
    booleanOrderBy: `${type}BoolOrderBy`,
    groupBy: `${type}GroupBy`,
    groups: `${type}Groups`,
    group: `${type}Group`,
    groupKeys: `${type}GroupKeys`,
    groupOrderBy: `${type}GroupOrderBy`,
    groupKeyOrderBy: `${type}GroupKeyOrderBy`,
  };
}

/** The field of `where` and `orderBy` for the aggregates of the rows at the far end: `tracksAggregate`. */
export function aggregateField(relationshipField: string): string {
  return `${relationshipField}Aggregate`;
}
