import { InvalidArgumentError } from 'commander';

/** A TCP port; 0 lets the system choose one. */
export function parsePort(text: string): number {
  return wholeNumber(text, 0, 65_535);
}

/** A number of rows. */
export function parseSize(text: string): number {
  return wholeNumber(text, 1, 2_147_483_647);
}

/** A cost in the planner's units. */
export function parseCost(text: string): number {
  const cost = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && cost > 0) return cost;
  throw new InvalidArgumentError('It has to be a number above 0.');
}

/** `a,b` as a list of names. */
export function parseNamespaces(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('Name PostgreSQL schemas, separated by commas: public,shop.');
  return names;
}

function wholeNumber(text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`It has to be a whole number from ${least} to ${most}.`);
}
