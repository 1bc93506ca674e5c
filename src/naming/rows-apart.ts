import type { Relationship, Table } from '../model/database-model.js';
import { isSearchable } from '../model/is-searchable.js';
import { isTree } from '../model/is-tree.js';
import { spaceOf } from '../model/space-of.js';
import { aggregateField } from './aggregate-names.js';
import { graphqlName } from './graphql-name.js';
import type { Names } from './names.js';
import { nodeIdField } from './reserved-names.js';
import { routinesOfTable } from './routines-of-table.js';

/**
 * Tells of the fields of rows, and of those of `where`, whether their names are sure to be legal and apart. False does not
 * say that they are not: it is false for every table with fields beside its key, columns and relationships. Most tables
 * have no others, and for them it is a tenth of the work of saying who claims which name.
 */
export function rowsApart(
  names: Names,
  relayIds: boolean,
): (table: Table, relationships: readonly Relationship[]) => boolean {
  const legal = new Set<string>();
  const nodeId = nodeIdField(relayIds);
  return (table, relationships) => {
    if (table.documents !== undefined || routinesOfTable(names.routines, table).length > 0) return false;
    const own = new Set<string>();
    let count = 0;
    if (table.primaryKey !== undefined) count = own.add(nodeId).size;
    for (const column of table.columns) {
      if (isSearchable(column) || spaceOf(column.type) !== undefined) return false;
      own.add(names.columns.get(column) ?? '');
    }
    for (const relationship of relationships) {
      if (isTree(relationship)) return false;
      own.add(names.relationships.get(relationship) ?? '');
    }
    count += table.columns.length + relationships.length;
    if (own.size < count) return false;
    for (const name of own) {
      if (legal.has(name)) continue;
      // In `where`, the aggregates of relationships stand beside the columns.
      if (!graphqlName.test(name) || name.endsWith(aggregateEnding)) return false;
      legal.add(name);
    }
    return true;
  };
}

const aggregateEnding = aggregateField('');
