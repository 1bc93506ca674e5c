import { createHash } from 'node:crypto';
import type { Relationship } from '../model/database-model.js';
import { badUserInput } from './bad-user-input.js';
import { decodeOpaque } from './opaque.js';
import type { OrderTerm } from './operation-plan.js';
import type { ListSource } from './plan-context.js';
import type { Order } from './plan-order.js';

/** Stands at the head of every cursor: a cursor is refused by a list of another table, function or order. */
export function orderDigestOf(list: ListSource, { terms, distinctOn, positional }: Order): string {
  const text = JSON.stringify([
    list.namespace,
    list.name,
    positional,
    ...terms.map((term) => [
      term.column.name,
      term.descending,
      term.nullsFirst,
      ...term.path.map(stepOf),
      ...aggregateParts(term),
    ]),
    ...(distinctOn === 0 ? [] : [distinctOn]),
  ]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

/** A way of cardinality one goes along or against a foreign key. */
function stepOf(relationship: Relationship): readonly unknown[] {
  if (relationship.kind === 'junction') throw new Error('No order goes through a junction.');
  const { table, columns, referencedTable, referencedColumns } = relationship.foreignKey;
  const ends = [table, referencedTable].map(({ namespace, name }) => [namespace, name]);
  return [relationship.kind, ends, columns, referencedColumns];
}

function aggregateParts({ aggregate }: OrderTerm): readonly unknown[] {
  if (aggregate === undefined) return [];
  const { relationship } = aggregate;
  const { table, columns } = relationship.kind === 'junction' ? relationship.junction.near : relationship.foreignKey;
  return [aggregate.aggregate.value.name, table.namespace, table.name, columns];
}

/**
 * The values of a cursor, one for each term of the keyset.
 * @throws {PillionError} `BAD_USER_INPUT` for what is no cursor, or one of another list or order.
 */
export function decodeCursor(text: unknown, orderDigest: string, length: number, argument: string): readonly unknown[] {
  const parts = typeof text === 'string' ? decodeOpaque(text) : undefined;
  if (parts === undefined) throw badUserInput(argument, 'this is not a cursor; take one from pageInfo or an edge.');
  const [head, ...values] = parts;
  if (head !== orderDigest || values.length !== length) {
    throw badUserInput(argument, 'this cursor belongs to another list or order; use it with the orderBy it came from.');
  }
  return values;
}

/** Which values of a cursor are null, as a part of the shape that a statement depends on; readable only to `planPage`. */
export function nullPatternOf(text: unknown): string {
  const parts = typeof text === 'string' ? decodeOpaque(text) : undefined;
  return parts === undefined ? '!' : parts.map((part) => (part === null ? '0' : '1')).join('');
}
