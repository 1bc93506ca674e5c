import type { Relationship, Table } from '../model/database-model.js';

/** ` by artist_id`, ` through public.playlist_track`: how rows are found. */
export function printRelationship(relationship: Relationship): string {
  if (relationship.kind === 'junction') return ` through ${tableName(relationship.junction.table)}`;
  return ` by ${relationship.foreignKey.columns.join(', ')}`;
}

/** `artist(artist_id)`: one step of a path. */
export function printStep(relationship: Relationship): string {
  if (relationship.kind === 'junction') return relationship.to.name;
  return `${relationship.to.name}(${relationship.foreignKey.columns.join(', ')})`;
}

export function tableName({ namespace, name }: Table): string {
  return `${namespace}.${name}`;
}
