import { type GraphQLInputObjectType, type GraphQLSchema, isInputObjectType } from 'graphql';
import { aggregateOf, countKind, deviations } from './aggregates.js';
import type { Draw } from './draw.js';
import { drawFilter, perhapsHoisted } from './draw-value.js';
import type { Cell, Column, Model, Table } from './model.js';
import type { Input, InputFields } from './operation.js';

/** A `where` over a table: columns, relationships, what related rows come to, columns with each other, and connectives. */
export function drawWhere(draw: Draw, model: Model, table: Table, depth: number): InputFields {
  const fields = inputFieldsOf(model.schema, `${table.type}Where`);
  const entries = draw.some([...fields], 1, draw.chance(0.3) ? 3 : 1).flatMap((name): [string, Input][] => {
    const column = table.columns.get(name);
    if (column !== undefined) return [[name, drawFilter(draw, column.kind, cellsOf(table, column))]];
    const relationship = table.relationships.get(name.replace(/Aggregate$/, ''));
    if (relationship === undefined || depth === 0) return [];
    const { target, isMany } = relationship;
    if (name !== relationship.field) {
      const having = drawHaving(draw, model, target, 1);
      return [[name, draw.chance(0.4) ? { ...having, where: drawWhere(draw, model, target, depth - 1) } : having]];
    }
    const inner = (): InputFields => (draw.chance(0.1) ? {} : drawWhere(draw, model, target, depth - 1));
    if (!isMany) return [[name, inner()]];
    const quantifiers = draw.some(['some', 'every', 'none'], 1, draw.chance(0.2) ? 2 : 1);
    return [[name, Object.fromEntries(quantifiers.map((quantifier) => [quantifier, inner()]))]];
  });
  if (depth > 0 && fields.has('compareColumns') && draw.chance(0.08)) {
    const comparison = drawColumnComparison(draw, model, table);
    if (comparison !== undefined) entries.push(['compareColumns', [comparison]]);
  }
  if (depth > 0 && draw.chance(0.25)) {
    const parts = (): Input => Array.from({ length: draw.below(4) }, () => drawWhere(draw, model, table, depth - 1));
    const connective = draw.one(['and', 'or', 'not']);
    entries.push([connective, connective === 'not' ? drawWhere(draw, model, table, depth - 1) : parts()]);
  }
  return Object.fromEntries(entries);
}

/** Conditions on what rows come to. */
export function drawHaving(draw: Draw, model: Model, table: Table, depth: number): InputFields {
  const having = inputTypeOf(model.schema, `${table.type}Having`);
  if (having === undefined) return {};
  const functions = Object.values(having.getFields()).map(({ name }) => name);
  const entries = draw.some(functions, 1, draw.chance(0.2) ? 2 : 1).flatMap((name): [string, Input][] => {
    if (['and', 'or', 'not'].includes(name)) {
      if (depth === 0) return [];
      const parts = Array.from({ length: 1 + draw.below(2) }, () => drawHaving(draw, model, table, depth - 1));
      return [[name, name === 'not' ? (parts[0] ?? {}) : parts]];
    }
    if (name === 'count') return [[name, drawFilter(draw, countKind, [{ text: String(draw.below(5)), value: 0 }])]];
    const columns = aggregatedColumns(table, name).filter(({ name: column }) =>
      inputFieldsOf(model.schema, typeOf(having, name)).has(column),
    );
    if (columns.length === 0) return [];
    const column = draw.one(columns);
    const rows = Array.from({ length: Math.min(table.rows.length, 1 + draw.below(6)) }, () => draw.one(table.rows));
    const { kind, cell } = aggregateOf(table, name, column.name, rows);
    return [[name, { [column.name]: drawFilter(draw, kind, cell === null ? [] : [cell]) }]];
  });
  return Object.fromEntries(entries);
}

function typeOf(type: GraphQLInputObjectType, field: string): string {
  return String(type.getFields()[field]?.type).replace('!', '');
}

/**
 * The columns that a function is asked for. What a sum of floating-point numbers comes to depends on the order in which
 * PostgreSQL reads them, so nothing is compared with it or ordered by it; sums of the extremes of a type are refused.
 */
export function aggregatedColumns(table: Table, name: string, isShown = false): readonly Column[] {
  const isSum = name === 'sum' || name === 'avg' || deviations.includes(name);
  return [...table.columns.values()].filter(({ kind: { family }, isComputed }) => {
    if (isComputed) return false;
    if (family === 'interval') return !isSum && name !== 'median' && name !== 'percentileCont';
    if (family === 'float') return !isSum || (isShown && table.type !== 'EveryType');
    return true;
  });
}

function drawColumnComparison(draw: Draw, model: Model, table: Table): InputFields | undefined {
  const columns = comparableColumns(model.schema, table);
  if (columns.length === 0) return undefined;
  const column = draw.one(columns);
  const others = columns.filter(({ kind }) => areComparable(column.kind, kind));
  const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'isDistinctFrom', 'isNotDistinctFrom'];
  return {
    column: perhapsHoisted(draw, column.name),
    [draw.one(operators)]: perhapsHoisted(draw, draw.one(others).name),
  };
}

/** relationships.md: one type, two numbers, two texts, a date and a timestamp. */
function areComparable(a: Column['kind'], b: Column['kind']): boolean {
  const numbers = ['integer', 'numeric', 'float'];
  if (a.name === b.name) return true;
  if ([a, b].some(({ name }) => name === 'money' || name === 'name')) return false;
  if (a.family === 'inet') return b.family === 'inet';
  if (numbers.includes(a.family)) return numbers.includes(b.family);
  if (a.family === 'text') return b.family === 'text';
  return ['date', 'timestamp'].includes(a.family) && ['date', 'timestamp'].includes(b.family);
}

/** The columns that the enum of columns has. */
export function comparableColumns(schema: GraphQLSchema, table: Table): readonly Column[] {
  const type = schema.getType(`${table.type}Column`);
  const names = type !== undefined && 'getValues' in type ? type.getValues().map(({ name }) => name) : [];
  return names.flatMap((name) => table.columns.get(name) ?? []).filter(({ isComputed }) => !isComputed);
}

const cells = new WeakMap<Column, readonly Cell[]>();

/** Of one column. */
function cellsOf(table: Table, column: Column): readonly Cell[] {
  const found = cells.get(column) ?? table.rows.flatMap((row) => row.cells[column.name] ?? []);
  cells.set(column, found);
  return found;
}

function inputTypeOf(schema: GraphQLSchema, name: string): GraphQLInputObjectType | undefined {
  const type = schema.getType(name);
  return isInputObjectType(type) ? type : undefined;
}

/** The names of an input's fields, without the connectives and what is drawn apart. */
export function inputFieldsOf(schema: GraphQLSchema, name: string): ReadonlySet<string> {
  return new Set(Object.keys(inputTypeOf(schema, name)?.getFields() ?? {}));
}
