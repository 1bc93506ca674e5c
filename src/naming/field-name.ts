import { camelCase } from './graphql-name.js';

/** An SQL name as the name of a field that can stand in `where` too. */
export function fieldName(name: string): string {
  return besideConnectives(camelCase(name));
}

/** `where` has `and`, `or`, `not` and `compareColumns` of its own: fields of these names get an underscore. */
export function besideConnectives(field: string): string {
  return connectives.has(field) ? `${field}_` : field;
}

const connectives: ReadonlySet<string> = new Set(['and', 'or', 'not', 'compareColumns']);
