import type { Draw } from '../property/differential/draw.js';
import { drawComparison, drawCondition, type Sight } from './draw-condition.js';
import {
  type Column,
  type Filter,
  type Relationship,
  type RoleGrants,
  type Routine,
  type Table,
  users,
  type World,
} from './world.js';

/** Row filters in the language of `where`, for some of the tables and for all views over those. */
export function drawFilters(
  draw: Draw,
  tables: readonly Table[],
  relationships: readonly Relationship[],
): ReadonlyMap<string, Filter> {
  const filters = new Map<string, Filter>();
  const sight: Sight = {
    // What every role gets that gets anything, and now and then something else.
    columns: ({ columns }) => columns.slice(0, draw.chance(0.9) ? 2 : columns.length),
    relationships: (table) => relationships.filter(({ from }) => from === table),
    document: () => undefined,
  };
  for (const table of tables) {
    const base = table.view?.base;
    const forced = base !== undefined && filters.has(base.name);
    if (!forced && !draw.chance(0.45)) continue;
    const number = draw.one(
      table.columns
        .filter(({ kind }) => kind === 'int')
        .slice(0, 1)
        .concat(table.columns)
        .slice(0, 1),
    );
    const far = draw.chance(0.3);
    filters.set(table.name, {
      all: users.filter(() => draw.chance(0.1)),
      none: users.filter(() => draw.chance(0.08)),
      condition: far
        ? drawCondition(draw, sight, table, 2, draw.chance(0.5))
        : draw.chance(0.5)
          ? {
              is: 'any',
              parts: [drawComparison(draw, number, true), drawComparison(draw, draw.one(sight.columns(table)), false)],
            }
          : drawComparison(draw, number, draw.chance(0.5)),
    });
  }
  return filters;
}

/** What the gateway does not publish. */
export function drawHidden(draw: Draw, tables: readonly Table[], functions: readonly Routine[]): World['hidden'] {
  const columns = new Set<Column>();
  for (const table of tables) {
    const whole = draw.chance(0.08);
    for (const column of table.columns) if (whole || draw.chance(0.12)) columns.add(column);
  }
  // Something has to be left for everybody.
  const [first] = tables;
  for (const column of first?.columns.slice(0, 2) ?? []) columns.delete(column);
  const hidden = new Set(functions.filter(() => draw.chance(0.15)));
  return {
    columns,
    functions: hidden,
    named: new Set(functions.filter((one) => !hidden.has(one) && draw.chance(0.4))),
  };
}

/** What one role is granted. */
export function drawGrants(
  draw: Draw,
  role: number,
  tables: readonly Table[],
  functions: readonly Routine[],
  filters: ReadonlyMap<string, Filter>,
): RoleGrants {
  const whole = new Set<Table>();
  const columns = new Set<Column>();
  const generous = [0.25, 0.45, 0.6, 0.7, 0.4][role] ?? 0.5;
  for (const [index, table] of tables.entries()) {
    if (draw.chance(generous)) whole.add(table);
    else if (index === 0 || draw.chance(0.6)) {
      for (const column of table.columns) if (draw.chance(0.55)) columns.add(column);
      // What filters read, mostly.
      const open = table.columns.slice(0, filters.has(table.name) || index === 0 ? 2 : 1);
      for (const column of open) if (index === 0 || draw.chance(0.85)) columns.add(column);
    }
  }
  return {
    depot: draw.chance(0.75),
    whole,
    columns,
    functions: new Set(functions.filter(() => draw.chance(0.7))),
  };
}
