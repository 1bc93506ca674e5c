import type { ForeignKey, Relationship } from '../model/database-model.js';
import { besideConnectives, fieldName } from './field-name.js';
import { foreignKeyBase } from './foreign-key-base.js';
import { camelCase } from './graphql-name.js';
import { owner } from './owner.js';
import { listName, singleName, tableName } from './table-name.js';
import { tagValue } from './tag-value.js';

/**
 * The field of a relationship, from its own foreign keys alone.
 *
 * | relationship | field |
 * |---|---|
 * | along `album.artist_id` | `artist`, the column less `_id` |
 * | along `employee.reports_to`, or several columns | `employeeByReportsTo` |
 * | against `album.artist_id` | `albums` on Artist; `album` if `artist_id` is unique |
 * | against `customer.support_rep_id` | `customersBySupportRep` on Employee |
 * | through `playlist_track`, to `track_id` | `tracks` on Playlist |
 * | through `person_friend`, to `friend_id` and back | `friends` and `peopleByFriend` on Person |
 */
export function relationshipName(relationship: Relationship): string {
  const tagged = taggedRelationshipName(relationship);
  return tagged === undefined ? besideConnectives(untaggedName(relationship)) : fieldName(tagged);
}

/** The name by `@fieldName`, `@foreignFieldName` or `@manyToManyFieldName`, tags of the foreign key's comment. */
export function taggedRelationshipName(relationship: Relationship): string | undefined {
  const foreignKey = namingForeignKey(relationship);
  return tagValue(foreignKey.tags, relationshipTags[relationship.kind], () => owner.foreignKey(foreignKey));
}

/** The foreign key whose tags name a relationship: for a junction, the one that leads to the field's rows. */
export function namingForeignKey(relationship: Relationship): ForeignKey {
  return relationship.kind === 'junction' ? relationship.junction.far : relationship.foreignKey;
}

export const relationshipTags: Readonly<Record<Relationship['kind'], string>> = {
  referenced: 'fieldName',
  referencing: 'foreignFieldName',
  junction: 'manyToManyFieldName',
};

function untaggedName(relationship: Relationship): string {
  const to = tableName(relationship.to);
  switch (relationship.kind) {
    case 'referenced': {
      const { stem, by } = foreignKeyBase(relationship.foreignKey);
      return stem === undefined ? singleName(to) + by : camelCase(stem);
    }
    case 'referencing': {
      const { plain, by } = foreignKeyBase(relationship.foreignKey);
      return (relationship.cardinality === 'one' ? singleName(to) : listName(to)) + (plain ? '' : by);
    }
    case 'junction': {
      const far = foreignKeyBase(relationship.junction.far);
      const near = foreignKeyBase(relationship.junction.near);
      if (far.stem !== undefined && !far.plain) return listName(far.stem);
      return listName(to) + (far.plain ? '' : far.by) + (near.plain ? '' : near.by);
    }
  }
}
