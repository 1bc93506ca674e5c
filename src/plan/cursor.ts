import { createHash } from 'node:crypto';
import type { Table } from '../model/database-model.js';
import { badUserInput } from './bad-user-input.js';
import { decodeOpaque } from './opaque.js';
import type { OrderTerm } from './operation-plan.js';

/** Stands at the head of every cursor: a cursor is refused by a list of another table or order. */
export function orderDigestOf(table: Table, order: readonly OrderTerm[], positional: boolean): string {
  const text = JSON.stringify([
    table.namespace,
    table.name,
    positional,
    ...order.map((term) => [term.column.name, term.descending, term.nullsFirst, ...aggregateParts(term)]),
  ]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

function aggregateParts({ aggregate }: OrderTerm): readonly unknown[] {
  if (aggregate === undefined) return [];
  const { relationship } = aggregate;
  const { table, columns } = relationship.kind === 'junction' ? relationship.junction.near : relationship.foreignKey;
  return [aggregate.aggregate.value.name, table.namespace, table.name, columns];
}

/**
 * The values of a cursor, one for each order term.
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
