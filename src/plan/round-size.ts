/**
 * The numbers of rows that the plan of a page tells apart. PostgreSQL plans a LIMIT that it does not know for a tenth of
 * all rows, so a number stands in the statement; and it is a round one, so that an operation has few statements.
 */

/** The power of two that a page of this size lies within, and 16 for the small ones. */
export function roundSize(size: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(size, 16)));
}

/** What so many rows to skip lie within; undefined for so many that the planner is right to think of all rows. */
export function roundOffset(offset: number): number | undefined {
  return roundOffsets.find((round) => offset <= round);
}

const roundOffsets = [0, 256, 4096, 65_536, 1_048_576];
