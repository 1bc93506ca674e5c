import type { ReferencedRelationship } from '../model/database-model.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileLink, presenceColumn } from './compile-link.js';
import { tableRows } from './table-rows.js';
import { type Sql, sql, verbatim } from './knex.js';
import { quoteLiteral } from './quote.js';

/** The row that a row is a part of. */
export interface BaseRow {
  readonly source: RowSource;
  /** True if there is sure to be one that the role may see. */
  readonly certain: boolean;
  /** A text of the base's columns; an error where there is no base, since its fields are never null. */
  readonly orError: (text: Sql) => Sql;
}

export type JoinedBase = (base: ReferencedRelationship) => BaseRow;

/**
 * Joins the row that a row is a part of when it is first asked for.
 * @param joins Gets the join.
 */
export function joinedBase(compilation: Compilation, source: RowSource, joins: Sql[]): JoinedBase {
  const known = new Map<ReferencedRelationship, BaseRow>();
  return (base) => {
    const found = known.get(base);
    if (found !== undefined) return found;
    const alias = compilation.alias('t');
    const far = tableSource(alias);
    const { condition } = compileLink(compilation, base, source, far);
    joins.push(sql`left join ${tableRows(compilation, base.to, alias)} on ${condition}`);
    const presence = far.column(presenceColumn(base));
    const message = quoteLiteral(`a row of ${base.from.name} without its row of ${base.to.name} is of no type `);
    const row: BaseRow = {
      source: far,
      certain: base.required,
      // Text that int4 cannot read is PostgreSQL's error message; made of a value, nothing can raise it beforehand.
      orError: (text) =>
        sql`case when ${presence} is null then pg_catalog.concat(${verbatim(message)}, ${presence})::pg_catalog.int4::pg_catalog.text else ${text} end`,
    };
    known.set(base, row);
    return row;
  };
}
