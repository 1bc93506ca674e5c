import type { Draw } from '../property/differential/draw.js';
import { drawCondition } from './draw-condition.js';
import type { Aggregate, Direction, Groups, List, ListSource, Order, Page, Part, Root, Row } from './operation.js';
import { keyOf, type Viewer } from './viewer.js';
import type { Column, Table } from './world.js';

/** A random operation on what the viewer sees. */
export function drawOperation(draw: Draw, viewer: Viewer): readonly Root[] {
  const aliases = { next: 1 };
  const count = draw.chance(0.2) ? 2 : 1;
  return Array.from({ length: count }, () => drawRoot(draw, viewer, aliases));
}

interface Aliases {
  next: number;
}

function drawRoot(draw: Draw, viewer: Viewer, aliases: Aliases): Root {
  const alias = `f${aliases.next++}`;
  const row = (table: Table): Row => drawRow(draw, viewer, aliases, table, 2);
  const keyed = viewer.tables.filter((table) => viewer.seesKey(table));
  if (keyed.length > 0 && draw.chance(0.15)) {
    const table = draw.one(keyed);
    const values = table.key.map(() => 1 + draw.below(45));
    return { is: draw.chance(0.5) ? 'byKey' : 'node', alias, table, values, row: row(table) };
  }
  const unique = viewer.tables.flatMap((table) =>
    table.unique !== undefined && viewer.sees(table.unique, table) ? [{ table, column: table.unique }] : [],
  );
  if (unique.length > 0 && draw.chance(0.07)) {
    const { table, column } = draw.one(unique);
    return { is: 'byUnique', alias, table, column, value: `u${(draw.below(40) * 7) % 97}`, row: row(table) };
  }
  const routine = viewer.functions.length > 0 && draw.chance(0.15) ? draw.one(viewer.functions) : undefined;
  if (routine?.kind === 'total') return { is: 'total', alias, routine };
  if (routine?.kind === 'one') {
    return { is: 'one', alias, routine, argument: 1 + draw.below(45), row: row(routine.table) };
  }
  const from: ListSource =
    routine?.kind === 'rows'
      ? { is: 'function', routine, argument: draw.below(6) }
      : { is: 'table', table: draw.one(viewer.tables) };
  return { is: 'list', alias, list: drawList(draw, viewer, aliases, from, 2) };
}

function drawList(draw: Draw, viewer: Viewer, aliases: Aliases, from: ListSource, depth: number): List {
  const table = from.is === 'table' ? from.table : from.is === 'related' ? from.relationship.to : from.routine.table;
  const where = draw.chance(0.55) ? drawCondition(draw, viewer, table, 2) : undefined;
  // Rows that nothing tells apart have an order if all that is shown of them takes part in it.
  const keyless = from.is !== 'function' && keyOf(viewer, table).length === 0;
  const columns = viewer.columns(table);
  const order = keyless
    ? columns.map((column): Order => ({ path: [], value: { is: 'column', column }, direction: drawDirection(draw) }))
    : drawOrder(draw, viewer, table);
  const nodes = draw.chance(0.7) ? drawRow(draw, viewer, aliases, table, depth) : undefined;
  const distinctOn =
    !keyless && from.is !== 'function' && viewer.seesKey(table) && draw.chance(0.06) ? draw.one(columns) : undefined;
  const total = draw.chance(0.35)
    ? draw.one([{ mode: 'EXACT' }, { mode: 'ESTIMATE' }, { mode: 'CAPPED', cap: 1 + draw.below(12) }] as const)
    : undefined;
  const groups = distinctOn === undefined && draw.chance(0.12) ? drawGroups(draw, viewer, table) : undefined;
  const aggregate = nodes === undefined && total === undefined && groups === undefined ? 1 : 0;
  return {
    from,
    where,
    order,
    distinctOn,
    page: draw.chance(0.6) ? drawPage(draw, depth, distinctOn === undefined && !keyless) : undefined,
    nodes,
    total,
    aggregate:
      aggregate === 1 || draw.chance(0.2)
        ? Array.from({ length: 1 + draw.below(3) }, () => drawAggregate(draw, columns)).filter(
            (one, index, all) => all.findIndex((other) => other.name === one.name) === index,
          )
        : [],
    groups,
    pageInfo: nodes !== undefined && depth === 2 && draw.chance(0.5),
  };
}

function drawPage(draw: Draw, depth: number, either: boolean): Page {
  const count = 1 + draw.below(depth === 2 ? 8 : 4);
  if (either && draw.chance(0.15)) return { from: 'last', count, offset: 0, after: undefined };
  return { from: 'first', count, offset: draw.chance(0.2) ? draw.below(6) : 0, after: undefined };
}

function drawOrder(draw: Draw, viewer: Viewer, table: Table): readonly Order[] {
  const orders: Order[] = [];
  while (orders.length < 3 && draw.chance(0.45)) {
    const relationships = viewer.relationships(table);
    const one = relationships.filter(({ many }) => !many);
    const many = relationships.filter((relationship) => relationship.many);
    const direction = drawDirection(draw);
    if (many.length > 0 && draw.chance(0.2)) {
      orders.push({ path: [], value: { is: 'count', relationship: draw.one(many) }, direction });
    } else if (one.length > 0 && draw.chance(0.35)) {
      const relationship = draw.one(one);
      const columns = viewer.columns(relationship.to);
      if (columns.length === 0) continue;
      orders.push({ path: [relationship], value: { is: 'column', column: draw.one(columns) }, direction });
    } else {
      orders.push({ path: [], value: { is: 'column', column: draw.one(viewer.columns(table)) }, direction });
    }
  }
  // What comes again orders nothing, and the key goes the way of the last that does.
  const place = ({ path, value }: Order): string =>
    [...path.map(({ field }) => field), value.is === 'column' ? value.column.name : value.relationship.field].join('.');
  return orders.filter((one, index) => orders.findIndex((other) => place(other) === place(one)) === index);
}

function drawDirection(draw: Draw): Direction {
  return draw.one(['ASC', 'DESC', 'ASC_NULLS_FIRST', 'DESC_NULLS_FIRST', 'ASC_NULLS_LAST', 'DESC_NULLS_LAST'] as const);
}

function drawAggregate(draw: Draw, columns: readonly Column[]): Aggregate {
  const numbers = columns.filter(({ kind }) => kind === 'int' || kind === 'numeric');
  const ordered = columns.filter(({ kind }) => kind !== 'bool');
  if (numbers.length > 0 && draw.chance(0.3)) return { name: 'sum', column: draw.one(numbers) };
  if (ordered.length > 0 && draw.chance(0.4)) {
    return { name: draw.one(['min', 'max'] as const), column: draw.one(ordered) };
  }
  if (draw.chance(0.4)) return { name: 'countDistinct', column: draw.one(columns) };
  return { name: 'count', column: undefined };
}

function drawGroups(draw: Draw, viewer: Viewer, table: Table): Groups {
  const one = viewer.relationships(table).filter(({ many, to }) => !many && viewer.columns(to).length > 0);
  const path = one.length > 0 && draw.chance(0.3) ? [draw.one(one)] : [];
  const by = draw.one(viewer.columns(path[0]?.to ?? table));
  const aggregate = [{ name: 'count', column: undefined } as const, drawAggregate(draw, viewer.columns(table))];
  return { path, by, aggregate: aggregate[1]?.name === 'count' ? aggregate.slice(0, 1) : aggregate };
}

function drawRow(draw: Draw, viewer: Viewer, aliases: Aliases, table: Table, depth: number): Row {
  const columns = viewer.columns(table);
  const parts: Part[] = draw.some(columns, 1, 3).map((column) => ({ is: 'column', column }));
  const keyed = keyOf(viewer, table).length > 0;
  const mark = viewer.functions.find((routine) => routine.kind === 'mark' && routine.table === table);
  if (mark !== undefined && keyed && draw.chance(0.3)) parts.push({ is: 'mark', routine: mark });
  if (depth === 0) return parts;
  const relationships = viewer.relationships(table);
  for (const relationship of draw.some(relationships, 0, depth)) {
    if (draw.chance(0.4)) continue;
    const alias = `f${aliases.next++}`;
    parts.push(
      relationship.many
        ? {
            is: 'list',
            alias,
            list: drawList(draw, viewer, aliases, { is: 'related', relationship }, depth - 1),
          }
        : { is: 'one', alias, relationship, row: drawRow(draw, viewer, aliases, relationship.to, depth - 1) },
    );
  }
  return parts;
}
