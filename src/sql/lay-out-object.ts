import type { Relationship } from '../model/database-model.js';
import type { FieldPlan, ObjectPlan } from '../plan/operation-plan.js';
import { type RowSource, tableSource } from './compilation.js';
import { isPage } from './compile-called.js';
import { compileLink, presenceColumn } from './compile-link.js';
import { compileObject, fieldWriter } from './compile-object.js';
import type { Piece } from './layout.js';
import { type Sql, sql } from './knex.js';
import {
  column as printedColumn,
  computedJson,
  printedCarried,
  printedValue,
  type PrintedValue,
} from './printed-value.js';
import type { OwnColumns, RowsCompilation } from './own-columns.js';
import { tableRows } from './table-rows.js';
import { concatenate } from './text-pieces.js';

/** A list of a row whose rows may come beside it. */
export type ListField = Extract<FieldPlan, { readonly kind: 'connection' }>;

/** A row that is laid out: where its columns go, and what else is read for them. */
export interface RowParts {
  readonly rows: RowsCompilation;
  readonly columns: OwnColumns;
  /** Gets the LEFT JOINs of to-one relationships. */
  readonly joins: Sql[];
  /** Takes the list that comes beside the row, if it takes this one. */
  readonly takeBelow: (field: ListField, source: RowSource) => boolean;
}

/**
 * A row as a JSON object. What PostgreSQL prints as it is becomes a column; the rest is a column with JSON text, as
 * `compileObject` makes it.
 */
export function layOutObject(parts: RowParts, source: RowSource, object: ObjectPlan): readonly Piece[] {
  const { compilation } = parts.rows;
  if (object.types !== undefined) {
    return [valuePiece(parts, computedJson(concatenate(compileObject(compilation, source, object, parts.joins))))];
  }
  const write = fieldWriter(compilation, source, parts.joins);
  const members = object.fields.map((field, index): readonly Piece[] => [
    `${index === 0 ? '' : ','}"${field.responseKey}":`,
    ...layOutField(parts, source, field, (other) => computedJson(concatenate(write(other)))),
  ]);
  return ['{', ...members.flat(), '}'];
}

function layOutField(
  parts: RowParts,
  source: RowSource,
  field: FieldPlan,
  computed: (field: FieldPlan) => PrintedValue,
): readonly Piece[] {
  const { compilation } = parts.rows;
  switch (field.kind) {
    case 'constant':
      return [field.json];
    case 'column': {
      const { column, selection, path } = field;
      if (path !== undefined || (column.computedBy !== undefined && !isPage(source))) break;
      return [valuePiece(parts, printedValue(compilation, column.type, source.column(column), selection))];
    }
    case 'nodeId': {
      const values = field.columns.map((column) =>
        valuePiece(parts, printedCarried(compilation, column.type, source.column(column))),
      );
      return [opaque(field.typeName, values)];
    }
    case 'row':
      return layOutRow(parts, source, field.relationship, field.object);
    case 'connection':
      if (parts.takeBelow(field, source)) return [{ kind: 'below' }];
      break;
  }
  return [valuePiece(parts, computed(field))];
}

function layOutRow(
  parts: RowParts,
  source: RowSource,
  relationship: Relationship,
  object: ObjectPlan,
): readonly Piece[] {
  const { compilation } = parts.rows;
  const alias = compilation.alias('t');
  const far = tableSource(alias);
  const { condition } = compileLink(compilation, relationship, source, far);
  parts.joins.push(sql`left join ${tableRows(compilation, relationship.to, alias)} on ${condition}`);
  if (relationship.kind === 'referenced' && relationship.required) return layOutObject(parts, far, object);
  const pieces = layOutObject({ ...parts, takeBelow: () => false }, far, object);
  const presence = far.column(presenceColumn(relationship));
  return [{ kind: 'unlessNull', column: parts.columns.add(printedColumn(presence, 'json', true)), pieces }];
}

export function valuePiece({ columns }: Pick<RowParts, 'columns'>, value: PrintedValue): Piece {
  return { kind: 'value', column: columns.add(value), form: value.form };
}

/** What `cursorText` and `nodeIdText` write in SQL. */
export function opaque(head: string, values: readonly Piece[]): Piece {
  return { kind: 'opaque', pieces: [`["${head}"`, ...values.flatMap((value) => [',', value]), ']'] };
}
