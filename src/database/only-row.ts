import { PillionError } from '../errors/pillion-error.js';

/** The single row of a statement of ours. */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length !== 1) {
    throw new PillionError('INTERNAL', `A statement that gives one row gave ${rows.length}.`);
  }
  return row;
}
