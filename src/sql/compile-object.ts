import type { Relationship } from '../model/database-model.js';
import type { FieldPlan, ObjectPlan } from '../plan/operation-plan.js';
import { builtInType } from '../typesystem/filters/built-in-type.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileConnection } from './compile-connection.js';
import { compileLink, presenceColumn } from './compile-link.js';
import { tableRows } from './table-rows.js';
import { compileCalled, isPage, onceJson } from './compile-called.js';
import { jsonValue } from './json-value.js';
import { type Sql, sql, verbatim } from './knex.js';
import { nodeIdText } from './cursor-text.js';
import { select } from './select.js';
import { type JoinedBase, joinedBase } from './joined-base.js';
import { compileRowTypes } from './compile-row-types.js';
import { compileMeasure } from './compile-measure.js';
import { compileTree } from './compile-tree.js';
import { concatenate, objectPieces, type TextPieces } from './text-pieces.js';

/**
 * A row as a JSON object.
 * @param joins Gets the LEFT JOINs of the to-one relationships below, which belong beside the source in FROM.
 */
export function compileObject(
  compilation: Compilation,
  source: RowSource,
  object: ObjectPlan,
  joins: Sql[],
): TextPieces {
  const write = fieldWriter(compilation, source, joins);
  if (object.types !== undefined)
    return compileRowTypes(compilation, source, object.types, object.fields, joins, write);
  return objectPieces(object.fields.map((field) => ({ key: field.responseKey, value: write(field) })));
}

/** Writes the fields of a row, each by itself, as `compileObject` writes them all. */
export function fieldWriter(
  compilation: Compilation,
  source: RowSource,
  joins: Sql[],
): (field: FieldPlan, part?: RowSource) => TextPieces {
  const joined = joinedBase(compilation, source, joins);
  return (field, part) => compileField(compilation, { source, part, joined }, field, joins);
}

/** The rows that hold the columns of one row of the answer. */
interface RowParts {
  readonly source: RowSource;
  /** The row of the table that the type says. */
  readonly part: RowSource | undefined;
  readonly joined: JoinedBase;
}

function compileField(compilation: Compilation, parts: RowParts, field: FieldPlan, joins: Sql[]): TextPieces {
  const { source, part, joined } = parts;
  switch (field.kind) {
    case 'ofPart':
      if (part === undefined) throw new Error(`There is no joined row that ${field.responseKey} is of.`);
      return compileField(compilation, { source: part, part: undefined, joined }, field.field, joins);
    case 'ofBase': {
      const base = joined(field.base);
      const pieces = compileField(compilation, { ...parts, source: base.source }, field.field, joins);
      return base.certain ? pieces : [base.orError(concatenate(pieces))];
    }
    case 'constant':
      return [field.json];
    case 'needs':
      return objectPieces(
        field.fields.map((needed) => ({
          key: needed.responseKey,
          value: compileField(compilation, parts, needed, joins),
        })),
      );
    case 'column': {
      const { column, selection, path } = field;
      if (path !== undefined) {
        const part = sql`(${source.column(column)} operator(pg_catalog.#>) ${compilation.slot(path)})`;
        return jsonValue(compilation, column.type, part, false, selection);
      }
      if (column.computedBy !== undefined && !isPage(source)) {
        return onceJson(compilation, column.type, source.column(column), selection);
      }
      return jsonValue(compilation, column.type, source.column(column), column.notNull, selection);
    }
    case 'measure': {
      const { measure } = field;
      const type = builtInType(measure.kind === 'rank' ? 'float4' : 'float8');
      const write = (row: RowSource): Sql => compileMeasure(compilation, row, measure);
      if (!isPage(source)) return onceJson(compilation, type, write(source), undefined);
      return jsonValue(compilation, type, source.computed(measure.kind, write), false, undefined);
    }
    case 'nodeId':
      return ['"', nodeIdText(compilation, source, field.typeName, field.columns), '"'];
    case 'row':
      return compileRow(compilation, source, field.relationship, field.object, joins);
    case 'connection': {
      const { relationship, connection } = field;
      return [
        compileConnection(
          compilation,
          connection,
          (far) => compileLink(compilation, relationship, source, far),
          compileObject,
        ),
      ];
    }
    case 'tree':
      return [compileTree(compilation, source, field.tree, compileObject)];
    default:
      return compileCalled(compilation, field, source, compileObject);
  }
}

function compileRow(
  compilation: Compilation,
  source: RowSource,
  relationship: Relationship,
  object: ObjectPlan,
  joins: Sql[],
): TextPieces {
  const alias = compilation.alias('t');
  const far = tableSource(alias);
  joins.push(
    sql`left join ${tableRows(compilation, relationship.to, alias)} on ${compileLink(compilation, relationship, source, far).condition}`,
  );
  const pieces = compileObject(compilation, far, object, joins);
  if (relationship.kind === 'referenced' && relationship.required) return pieces;
  return [
    sql`case when ${far.column(presenceColumn(relationship))} is null then 'null' else ${concatenate(pieces)} end`,
  ];
}

/** The row of a table for which a condition holds, as one JSON text: `null` where there is none. */
export function compileSingleRow(
  compilation: Compilation,
  object: ObjectPlan,
  condition: (source: RowSource) => Sql,
): Sql {
  const alias = compilation.alias('t');
  const source = tableSource(alias);
  const joins: Sql[] = [];
  const json = concatenate(compileObject(compilation, source, object, joins));
  const row = select({
    columns: [json],
    from: [tableRows(compilation, object.table, alias), ...joins],
    where: [condition(source)],
    limit: verbatim('1'),
  });
  return sql`coalesce((${row}), 'null')`;
}
