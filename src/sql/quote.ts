import { type Sql, verbatim } from './knex.js';

/**
 * A name as a quoted identifier. A question mark would be knex's placeholder, so such names are written with Unicode
 * escapes. Source: PostgreSQL manual, 4.1.1 "Identifiers and Key Words".
 */
export function quoteIdentifier(name: string): string {
  const quoted = name.replace(/"/g, '""');
  if (!/[?]/.test(name)) return `"${quoted}"`;
  return `U&"${quoted.replace(/\\/g, '\\\\').replace(/[?]/g, '\\003F')}"`;
}

/** `"shop"."order"` */
export function qualifiedName(object: { readonly namespace: string; readonly name: string }): Sql {
  return verbatim(`${quoteIdentifier(object.namespace)}.${quoteIdentifier(object.name)}`);
}

/**
 * A text as a string literal that means the same whatever `standard_conforming_strings` is. Source: PostgreSQL manual,
 * 4.1.2.2 "String Constants with C-Style Escapes".
 */
export function quoteLiteral(text: string): string {
  const quoted = text.replace(/'/g, "''");
  if (!/[\\?]/.test(text)) return `'${quoted}'`;
  return `E'${quoted.replace(/\\/g, '\\\\').replace(/[?]/g, '\\x3F')}'`;
}
