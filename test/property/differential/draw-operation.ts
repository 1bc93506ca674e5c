import { getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import type { Draw } from './draw.js';
import { aggregatedColumns, comparableColumns, drawHaving, drawWhere } from './draw-conditions.js';
import { drawAggregateKey, drawDirection, drawOrder } from './draw-order.js';
import { drawInput, pathsOf, perhapsHoisted } from './draw-value.js';
import type { Json } from './json.js';
import type { Kind } from './kinds.js';
import type { Column, Model, Relationship, Table } from './model.js';
import { Hoisted, type Input, type InputFields, type Operation, type Selected } from './operation.js';

/** One random operation over the tables that the evaluator knows. */
export function drawOperation(draw: Draw, model: Model): Operation {
  const fields = Array.from({ length: draw.chance(0.15) ? 2 : 1 }, () =>
    draw.chance(0.9) ? drawRootList(draw, model) : drawSingle(draw, model),
  );
  return { fields: fields.map((field, index) => formed(draw, { ...field, alias: `r${index}` })) };
}

/** Names of their own, so that no two fields of a selection have to be merged; and a field is written in many ways. */
function selection(draw: Draw, fields: readonly (Omit<Selected, 'alias'> | undefined)[]): Selected[] {
  const found = fields.filter((field) => field !== undefined);
  if (found.length === 0) return [{ name: '__typename', args: {}, fields: [] }];
  return found.map((field, index) => {
    const isNameTaken = found.some((other, place) => place < index && other.name === field.name);
    return formed(draw, isNameTaken || draw.chance(0.1) ? { ...field, alias: `a${index}` } : field);
  });
}

function formed(draw: Draw, field: Selected): Selected {
  if (draw.chance(0.9) || field.name === '__typename') return field;
  return { ...field, form: draw.one(['inline', 'fragment', 'include', 'skip'] as const) };
}

const leaf = (name: string, args: InputFields = {}): Selected => ({ name, args, fields: [] });
const branch = (name: string, fields: readonly Selected[], args: InputFields = {}): Selected => ({
  name,
  args,
  fields,
});

function drawRootList(draw: Draw, model: Model): Selected {
  const [name, table] = draw.one([...model.lists]);
  return drawConnection(draw, model, table, name, 3, false);
}

function drawSingle(draw: Draw, model: Model): Selected {
  const [name, table] = draw.one([...model.singles]);
  const definition = model.schema.getQueryType()?.getFields()[name];
  const row = table.rows.length > 0 ? draw.one(table.rows) : undefined;
  const args = (definition?.args ?? []).map(({ name: column }): [string, Input] => {
    const [cell, kind] = [row?.cells[column], table.columns.get(column)?.kind];
    return [
      column,
      kind === undefined ? null : perhapsHoisted(draw, drawInput(draw, kind, cell == null ? [] : [cell])),
    ];
  });
  return branch(name, drawRow(draw, model, table, 2), Object.fromEntries(args));
}

/** The fields of a row: columns, and rows and lists that relationships lead to. */
export function drawRow(draw: Draw, model: Model, table: Table, depth: number): Selected[] {
  const type = model.schema.getType(table.type) as GraphQLObjectType;
  const columns = draw.some([...table.columns.values()], 1, 5).map((column) => drawColumn(draw, column, type, table));
  const relationships = depth === 0 ? [] : draw.some([...table.relationships.values()], 0, draw.chance(0.5) ? 2 : 1);
  return selection(draw, [
    ...(draw.chance(0.1) ? [leaf('__typename')] : []),
    ...(!table.isKeyless && draw.chance(0.1) ? [leaf('nodeId')] : []),
    ...columns,
    ...relationships.map((relationship) => drawRelationship(draw, model, relationship, depth - 1)),
  ]);
}

function drawRelationship(draw: Draw, model: Model, { field, target, isMany }: Relationship, depth: number): Selected {
  if (isMany) return drawConnection(draw, model, target, field, depth, true);
  return branch(field, drawRow(draw, model, target, depth));
}

function drawColumn(draw: Draw, { name, kind }: Column, type: GraphQLObjectType, table: Table): Selected {
  const parts = drawParts(draw, kind);
  if (parts.length > 0) return branch(name, parts);
  if (kind.name === 'jsonb' && type.getFields()[name]?.args.length === 1 && draw.chance(0.4)) {
    const values = table.rows.flatMap((row) => (row.cells[name]?.value ?? []) as Json);
    const paths = values.flatMap((value) => pathsOf(value));
    if (paths.length > 0) return leaf(name, { path: perhapsHoisted(draw, [...draw.one(paths)]) });
  }
  return leaf(name);
}

/** The fields of a value that has some. */
function drawParts(draw: Draw, { family, attributes = [] }: Kind): Selected[] {
  if (family === 'composite') {
    return draw.some(attributes, 1, 3).map(({ name, kind }) => branch(name, drawParts(draw, kind)));
  }
  if (family !== 'range' && family !== 'multirange') return [];
  const parts = ['lower', 'upper', 'lowerInclusive', 'upperInclusive', 'isEmpty'];
  return draw.some(parts, 1, 5).map((part) => leaf(part));
}

function drawConnection(
  draw: Draw,
  model: Model,
  table: Table,
  name: string,
  depth: number,
  isNested: boolean,
): Selected {
  const distinct = draw.chance(0.12) ? draw.some(comparableColumns(model.schema, table), 1, 2) : [];
  const orderBy = draw.chance(0.5) ? drawOrder(draw, model, table) : undefined;
  const where = draw.chance(0.65) ? drawWhere(draw, model, table, Math.min(depth, 2)) : undefined;
  const args: InputFields = {
    ...drawPage(draw, table.isKeyless && distinct.length === 0),
    ...(where && { where: perhapsHoisted(draw, where, 0.15) }),
    ...(orderBy !== undefined && { orderBy }),
    ...(distinct.length > 0 && {
      distinctOn: perhapsHoisted(
        draw,
        distinct.map((column) => column.name),
      ),
    }),
  };
  const parts = draw.some(['nodes', 'edges', 'pageInfo', 'totalCount', 'aggregate', 'groupBy'], 1, 3);
  const fields = parts.map((part): Selected | undefined => {
    switch (part) {
      case 'nodes':
        return branch('nodes', drawRow(draw, model, table, depth));
      case 'edges': {
        const inner = [leaf('cursor'), branch('node', drawRow(draw, model, table, depth))];
        return branch('edges', selection(draw, draw.some(inner, 1, 2)));
      }
      case 'pageInfo': {
        const inner = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'];
        return branch(
          'pageInfo',
          selection(
            draw,
            draw.some(inner, 1, 4).map((field) => leaf(field)),
          ),
        );
      }
      case 'totalCount':
        return leaf('totalCount', drawCount(draw, isNested));
      case 'aggregate':
        return branch('aggregate', drawAggregate(draw, model, table));
      default:
        return drawGroups(draw, model, table, depth, distinct.length > 0);
    }
  });
  return branch(name, selection(draw, fields), args);
}

function drawPage(draw: Draw, isPositional: boolean): InputFields {
  const size = perhapsHoisted(draw, draw.chance(0.1) ? 0 : 1 + draw.below(6));
  if (draw.chance(0.2)) return {};
  if (draw.chance(0.25) && !isPositional) return { last: size };
  return { first: size, ...(draw.chance(0.25) && { offset: perhapsHoisted(draw, draw.below(5)) }) };
}

/** An estimate is the count only where there is no number in the catalog to take it from. */
function drawCount(draw: Draw, isNested: boolean): InputFields {
  if (draw.chance(0.7)) return draw.chance(0.2) ? { mode: 'EXACT' } : {};
  if (isNested && draw.chance(0.5)) return { mode: perhapsHoisted(draw, 'ESTIMATE', 0.2) };
  return { mode: 'CAPPED', cap: perhapsHoisted(draw, draw.below(8)) };
}

function drawAggregate(draw: Draw, model: Model, table: Table): Selected[] {
  const type = model.schema.getType(`${table.type}Aggregate`) as GraphQLObjectType;
  const fields = draw.some(Object.values(type.getFields()), 1, 4).map((field): Selected | undefined => {
    if (field.name === 'count') return leaf('count');
    const result = getNamedType(field.type);
    const shown = isObjectType(result) ? result.getFields() : {};
    const columns = aggregatedColumns(table, field.name, true).filter(({ name }) => name in shown);
    if (columns.length === 0) return undefined;
    const args = field.args.length === 0 ? {} : { fraction: perhapsHoisted(draw, draw.one([0, 0.25, 0.5, 0.7, 1])) };
    return branch(
      field.name,
      draw.some(columns, 1, 3).map(({ name }) => leaf(name)),
      args,
    );
  });
  return selection(draw, fields);
}

interface GroupKey {
  /** As `by` names it. */
  readonly by: InputFields;
  /** As `keys` shows it and its order names it. */
  readonly path: readonly string[];
}

function drawGroups(draw: Draw, model: Model, table: Table, depth: number, isDistinct: boolean): Selected | undefined {
  const drawn = Array.from({ length: 1 + draw.below(2) }, () => drawGroupKey(draw, model, table, 1));
  const keys = drawn.filter((key): key is GroupKey => key !== undefined);
  const known = keys.filter(
    (key, index) => keys.findIndex((other) => String(other.path) === String(key.path)) === index,
  );
  if (known.length === 0) return undefined;
  const orders = draw.some([0, 1], 0, 2).map((): InputFields | undefined => {
    if (draw.chance(0.5)) return { keys: nested(draw.one(known).path, drawDirection(draw)) };
    const aggregate = drawAggregateKey(draw, model.schema, table);
    return aggregate && { aggregate };
  });
  const orderBy = orders.filter((order) => order !== undefined);
  const args: InputFields = {
    by: perhapsHoisted(
      draw,
      known.map(({ by }) => by),
      0.2,
    ),
    ...(draw.chance(0.3) && { having: drawHaving(draw, model, table, 1) }),
    ...(orderBy.length > 0 && { orderBy }),
    ...(draw.chance(0.6) && { first: 1 + draw.below(6) }),
    ...(draw.chance(0.2) && { offset: draw.below(4) }),
  };
  const shownKeys = draw.some(known, 1, known.length).map(({ path: [name = '', ...rest] }) => shownKey(name, rest));
  const group = draw.some(['keys', 'aggregate', 'rows'], 1, 2).map((part): Selected | undefined => {
    if (part === 'keys') return branch('keys', selection(draw, shownKeys));
    if (part === 'aggregate') return branch('aggregate', drawAggregate(draw, model, table));
    if (isDistinct || depth === 0) return leaf('__typename');
    return drawConnection(draw, model, table, 'rows', depth - 1, true);
  });
  const nodes = branch('nodes', selection(draw, group));
  return branch('groupBy', draw.chance(0.3) ? [leaf('totalCount'), nodes] : [nodes], args);
}

const nested = (path: readonly string[], inner: Input): InputFields =>
  path.reduceRight<Input>((far, name) => ({ [name]: far }), inner) as InputFields;

function shownKey(name: string, rest: readonly string[]): Selected {
  const [next, ...others] = rest;
  return next === undefined ? leaf(name) : branch(name, [shownKey(next, others)]);
}

function drawGroupKey(draw: Draw, model: Model, table: Table, depth: number): GroupKey | undefined {
  const type = model.schema.getType(`${table.type}GroupBy`);
  const fields = type !== undefined && 'getFields' in type ? Object.keys(type.getFields()) : [];
  const relationships = [...table.relationships.values()].filter(({ field }) => fields.includes(field));
  if (depth > 0 && relationships.length > 0 && draw.chance(0.3)) {
    const { field, target } = draw.one(relationships);
    const far = drawGroupKey(draw, model, target, depth - 1);
    return far && { by: { [field]: far.by }, path: [field, ...far.path] };
  }
  const columns = comparableColumns(model.schema, table);
  if (columns.length === 0) return undefined;
  const { name, kind } = draw.one(columns);
  return { by: { column: name, ...drawStep(draw, kind, scalesOf(table, name)) }, path: [name] };
}

/** How many digits the values of a column have behind the point. */
function scalesOf(table: Table, name: string): ReadonlySet<number> {
  return new Set(table.rows.flatMap((row) => row.cells[name]?.text.split('.')[1]?.length ?? 0));
}

/** @param scales Of values with more and fewer digits any may give those of their bin. */
function drawStep(draw: Draw, { family, name }: Kind, scales: ReadonlySet<number>): InputFields {
  if (draw.chance(0.4)) return {};
  if (family === 'date') return { truncate: draw.one(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']) };
  if (family === 'timestamp' || family === 'timestamptz') {
    return { truncate: perhapsHoisted(draw, draw.one(['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'])) };
  }
  if (family === 'integer') return { bin: perhapsHoisted(draw, draw.one(['1', '2', '10', '100'])) };
  if (name === 'numeric' && scales.size === 1)
    return { bin: perhapsHoisted(draw, draw.one(['0.5', '2', '2.50', '100'])) };
  return {};
}

/** The same operation with the page of one of its lists after or before a cursor that the answer held; or undefined. */
export function drawNextPage(draw: Draw, model: Model, operation: Operation, answer: unknown): Operation | undefined {
  const lists = [...pagedLists(model, operation.fields, answer)].filter(({ cursors }) => cursors.length > 0);
  if (lists.length === 0) return undefined;
  const { path, cursors, table } = draw.one(lists);
  const replace = (fields: readonly Selected[], [index = 0, ...rest]: readonly number[]): Selected[] =>
    fields.map((field, place) => {
      if (place !== index) return field;
      if (rest.length > 0) return { ...field, fields: replace(field.fields, rest) };
      const { first: _, last: __, offset: ___, after: ____, before: _____, ...args } = field.args;
      return {
        ...field,
        args: { ...args, ...drawPlace(draw, cursors, table?.isKeyless === true && args.distinctOn === undefined) },
      };
    });
  return { fields: replace(operation.fields, path) };
}

/** @param isForwardOnly Lists without a key can only go on behind a row. */
function drawPlace(draw: Draw, cursors: readonly string[], isForwardOnly: boolean): InputFields {
  const size = new Hoisted(1 + draw.below(6));
  const cursor = (): Input => perhapsHoisted(draw, draw.one(cursors));
  if (isForwardOnly) return { after: cursor(), ...(draw.chance(0.8) && { first: size }) };
  switch (draw.below(6)) {
    case 0:
      return { after: cursor() };
    case 1:
      return { before: cursor() };
    case 2:
      return { first: size, after: cursor(), before: cursor() };
    case 3:
      return { last: size, after: cursor(), before: cursor() };
    case 4:
      return { last: size, before: cursor() };
    default:
      return { first: size, after: cursor() };
  }
}

interface PagedList {
  /** The place of the field among its siblings, from the root on. */
  readonly path: readonly number[];
  readonly table: Table | undefined;
  readonly cursors: readonly string[];
}

function* pagedLists(
  model: Model,
  fields: readonly Selected[],
  answer: unknown,
  within: Pick<PagedList, 'path' | 'table'> = { path: [], table: undefined },
): Generator<PagedList> {
  for (const [index, field] of fields.entries()) {
    const values = valuesAt(answer, field.alias ?? field.name);
    const path = [...within.path, index];
    const target = within.table?.relationships.get(field.name)?.target;
    const table = target ?? within.table ?? model.lists.get(field.name) ?? model.singles.get(field.name);
    const hasPages = field.fields.some(({ name }) => name === 'edges' || name === 'pageInfo');
    if (hasPages) yield { path, table, cursors: cursorsIn(field, values) };
    yield* pagedLists(model, field.fields, values, { path, table });
  }
}

/** What stands at a key, in one object or in each of many. */
function valuesAt(answer: unknown, key: string): unknown[] {
  const objects = (Array.isArray(answer) ? answer : [answer]).flat(3) as unknown[];
  return objects.flatMap((object) => (object as Readonly<Record<string, unknown>> | null)?.[key] ?? []);
}

function cursorsIn(list: Selected, values: unknown): string[] {
  return list.fields
    .filter(({ name }) => name === 'edges' || name === 'pageInfo')
    .flatMap((part) => {
      const inner = valuesAt(values, part.alias ?? part.name);
      const ends = part.fields.filter(({ name }) => /cursor$/i.test(name));
      return ends.flatMap((end) => valuesAt(inner, end.alias ?? end.name) as string[]);
    });
}

/** One row by a global identifier that the answer held. */
export function drawNode(
  draw: Draw,
  model: Model,
  nodeIds: readonly (readonly [id: string, table: Table])[],
): Operation | undefined {
  if (nodeIds.length === 0) return undefined;
  const [id, table] = draw.one(nodeIds);
  const args = { nodeId: perhapsHoisted(draw, id) };
  return { fields: [{ name: 'node', args, fields: drawRow(draw, model, table, 2), on: table.type }] };
}
