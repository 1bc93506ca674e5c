/** Type names that are Pillion's own in every schema, whatever the database; `test/naming` holds them to the typesystem. */
export const reservedTypeNames: ReadonlySet<string> = new Set([
  'Query',
  'Mutation',
  'Subscription',
  'Node',
  'PageInfo',
  'OrderDirection',
  'NullFilter',
  'NullListFilter',
  'JSONTextFilter',
  'JSONPathFilter',
  'TextSearchFilter',
  'TextSearchInput',
  'TextSearchMode',
  'TextSearchRankOrder',
  'DocumentSearchFilter',
  'DocumentSearchInput',
  'DocumentRankOrder',
  'LtreeFilter',
  'HstoreFilter',
  'HstoreEntry',
  'CountMode',
  'TimeUnit',
  ...[
    'Int',
    'Float',
    'String',
    'Boolean',
    'ID',
    'BigInt',
    'Decimal',
    'Date',
    'Time',
    'TimeTz',
    'LocalDateTime',
    'DateTime',
    'Interval',
    'UUID',
    'JSON',
    'Bytes',
    'Inet',
    'Cidr',
    'MacAddr',
    'BitString',
    'Vector',
    'GeoJSON',
  ].flatMap((scalar) => [scalar, `${scalar}Filter`, `${scalar}ListFilter`]),
]);

/** Fields of `Query` that are Pillion's own. */
export const reservedRootFields: ReadonlySet<string> = new Set(['node']);

/** The field of the global identifier, on every type with a primary key. */
export function nodeIdField(relayIds: boolean): string {
  return relayIds ? 'id' : 'nodeId';
}
