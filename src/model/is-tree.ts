import type { ReferencedRelationship, ReferencingRelationship, Relationship } from './database-model.js';

/** A foreign key of a table to itself. Along it are the ancestors of a row, against it the descendants. */
export type TreeRelationship = ReferencedRelationship | ReferencingRelationship;

export function isTree(relationship: Relationship): relationship is TreeRelationship {
  return relationship.kind !== 'junction' && relationship.from === relationship.to;
}
