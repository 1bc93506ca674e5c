import type { Catalog, PgClass } from '../catalog/catalog.js';
import { parseComment } from './comment-tags.js';

/**
 * Tells which partitions are tables of their own: all, or those of a partitioned table with the tag `@partitions`, at
 * whatever depth. Others are only read through their partitioned table.
 */
export function publishedPartitions({ classes }: Catalog, all: boolean): (relation: PgClass) => boolean {
  const relations = new Map(classes.map((row) => [row.oid, row]));
  const isPublished = ({ inhparent }: PgClass): boolean => {
    const whole = inhparent === null ? undefined : relations.get(inhparent);
    if (whole === undefined) return false;
    return parseComment(whole.description).tags.partitions !== undefined || isPublished(whole);
  };
  return (relation) => all || isPublished(relation);
}
