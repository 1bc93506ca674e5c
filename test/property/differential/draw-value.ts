import { countKind } from './aggregates.js';
import type { Draw } from './draw.js';
import { atPath, isList, isMap, isNumber, type Json, jsonNull, parseJson } from './json.js';
import type { Attribute, Element, Kind } from './kinds.js';
import type { Cell } from './model.js';
import { Hoisted, type Input, type InputFields } from './operation.js';
import type { Range } from './ranges.js';

/** The values that a filter's operands are made of: those of the rows, so that they match something. */
export type Cells = readonly Cell[];

/** The conditions on a value of a kind: an object of one or two operators. */
export function drawFilter(draw: Draw, kind: Kind, cells: Cells): InputFields {
  if (kind.attributes !== undefined) return drawParts(draw, kind.attributes, cells);
  // Where there is no value to take, and none that any column of the kind may have, only null is asked for.
  const isKnown = cells.length > 0 || kind.family in strangers;
  const operators = isKnown ? operatorsOf(kind) : ['isNull'];
  const chosen = draw.some(operators, 1, draw.chance(0.2) ? 2 : 1);
  return Object.fromEntries(
    chosen.map((operator): [string, Input] => [operator, drawOperand(draw, kind, operator, cells)]),
  );
}

/** Conditions on the attributes of a composite. */
function drawParts(draw: Draw, attributes: readonly Attribute[], cells: Cells): InputFields {
  if (draw.chance(0.1)) return { isNull: draw.chance(0.5) };
  const chosen = draw.some(attributes, 1, 2);
  return Object.fromEntries(
    chosen.map(({ name, kind }): [string, Input] => {
      const parts = cells.flatMap(({ value }) => (value as Readonly<Record<string, Cell | null>>)[name] ?? []);
      return [name, drawFilter(draw, kind, parts)];
    }),
  );
}

function operatorsOf({ name, family }: Kind): readonly string[] {
  switch (family) {
    case 'boolean':
      return [...equality, 'in', 'notIn'];
    case 'text':
      return [...comparison, ...patterns, ...patterns.slice(2).map((name) => `${name}Insensitive`), 'ilike'];
    case 'inet':
      return [...comparison, 'contains', 'containsOrEquals', 'containedBy', 'containedByOrEquals', 'overlaps'];
    case 'json':
      return name === 'jsonb'
        ? ['eq', 'ne', 'contains', 'containedBy', 'hasKey', 'hasKeysAny', 'hasKeysAll', 'at', 'at', 'isNull']
        : ['at', 'isNull'];
    case 'array':
      return [...comparison, 'has', 'contains', 'containedBy', 'overlaps', 'isEmpty', 'length'];
    case 'range':
      return [
        ...comparison,
        ...['contains', 'containsRange', 'containedBy', 'overlaps', 'strictlyLeftOf', 'strictlyRightOf', 'adjacentTo'],
        ...['lower', 'upper', 'isEmpty'],
      ];
    case 'multirange':
      return [
        ...comparison,
        ...['contains', 'containsRange', 'containedBy', 'overlaps', 'strictlyLeftOf', 'strictlyRightOf'],
        ...['lower', 'upper', 'isEmpty'],
      ];
    default:
      return comparison;
  }
}

const equality = ['eq', 'ne', 'isDistinctFrom', 'isNotDistinctFrom', 'isNull'];
const comparison = [...equality, 'in', 'notIn', 'gt', 'gte', 'lt', 'lte'];
const patterns = ['like', 'startsWith', 'endsWith', 'contains'];

function drawOperand(draw: Draw, kind: Kind, operator: string, cells: Cells): Input {
  if (operator === 'isNull' || operator === 'isEmpty') return perhapsHoisted(draw, draw.chance(0.5));
  if (operator.startsWith('is') && draw.chance(0.2)) return null;
  if (operator === 'in' || operator === 'notIn') {
    const items = Array.from({ length: draw.below(5) }, () => drawInput(draw, kind, cells));
    return perhapsHoisted(draw, items);
  }
  switch (kind.family) {
    case 'text':
      return perhapsHoisted(
        draw,
        comparison.includes(operator) ? drawInput(draw, kind, cells) : drawPattern(draw, operator, cells),
      );
    case 'array':
      return drawArrayOperand(draw, kind, operator, cells);
    case 'range':
      if (operator === 'contains') return perhapsHoisted(draw, drawInput(draw, elementKind(kind), boundsOf(cells)));
      if (operator === 'lower' || operator === 'upper') return drawFilter(draw, elementKind(kind), boundsOf(cells));
      return perhapsHoisted(draw, drawInput(draw, kind, cells));
    case 'multirange': {
      const ranges = cells.flatMap(({ value }) => rangeCells(value));
      const bound = elementKind(elementKind(kind));
      if (operator === 'contains') return perhapsHoisted(draw, drawInput(draw, bound, boundsOf(ranges)));
      if (operator === 'lower' || operator === 'upper') return drawFilter(draw, bound, boundsOf(ranges));
      const operand = Array.from({ length: draw.below(3) }, () => drawInput(draw, elementKind(kind), ranges));
      return perhapsHoisted(draw, operand);
    }
    case 'json':
      return drawJsonOperand(draw, operator, cells);
    default:
      return perhapsHoisted(draw, drawInput(draw, kind, cells));
  }
}

export function perhapsHoisted(draw: Draw, input: Input, chance = 0.4): Input {
  return draw.chance(chance) ? new Hoisted(input) : input;
}

/** A value as clients write it: one of those that are there, or one beside it. */
export function drawInput(draw: Draw, kind: Kind, cells: Cells): Input {
  const cell = cells.length > 0 ? draw.one(cells) : undefined;
  if (kind.family === 'range') return drawRange(draw, kind, cell);
  if (kind.family === 'multirange') {
    return rangeCells(cell?.value ?? []).map((range) => drawRange(draw, elementKind(kind), range));
  }
  if (kind.family === 'array') {
    const items = (cell?.value ?? []) as readonly Element[];
    return items.map((item) => (item === null ? null : inputOf(elementKind(kind), item)));
  }
  if (cell === undefined) return drawStranger(kind);
  const input = inputOf(kind, cell);
  if (input === null) return drawStranger(kind);
  const isSafe = typeof input === 'number' && Math.abs(input) < 30_000;
  if (kind.family === 'integer' && isSafe && draw.chance(0.3)) return input + draw.below(3) - 1;
  return input;
}

/** What is shown of a value is read again. */
function inputOf(kind: Kind, { text, value }: Cell): Input {
  return JSON.parse(kind.show(text, value)) as Input;
}

const strangers: Readonly<Partial<Record<Kind['family'], Input>>> = {
  integer: 7,
  // Of sums that are whole, too.
  numeric: '2',
  float: 0.5,
  text: 'a',
  boolean: true,
  date: '2024-02-29',
  timestamp: '2024-02-29T12:00:00',
  timestamptz: '2024-02-29T12:00:00Z',
  time: '12:00:00',
  timetz: '12:00:00+00',
  interval: 'PT1H',
  inet: '192.0.2.0',
  json: {},
};

/** A value where there is none to choose from. */
function drawStranger(kind: Kind): Input {
  const stranger = kind.name === 'int8' ? '7' : strangers[kind.family];
  if (stranger === undefined) throw new Error(`No value of ${kind.name} is known.`);
  return stranger;
}

function drawPattern(draw: Draw, operator: string, cells: Cells): string {
  const characters = Array.from(cells.length > 0 ? draw.one(cells).text : 'a');
  const start = draw.chance(0.5) ? 0 : draw.below(characters.length + 1);
  const end = draw.chance(0.3) ? characters.length : start + draw.below(5);
  const piece = characters.slice(start, end);
  const changed = draw.chance(0.3)
    ? piece.map((letter) => (draw.chance(0.5) ? letter.toUpperCase() : letter.toLowerCase()))
    : piece;
  if (operator !== 'like' && operator !== 'ilike') return changed.join('');
  const masked = changed.map((letter) => {
    if (draw.chance(0.15)) return draw.one(['%', '_', '%%']);
    return /[\\%_]/.test(letter) ? `\\${letter}` : letter;
  });
  return `${draw.chance(0.6) ? '%' : ''}${masked.join('')}${draw.chance(0.6) ? '%' : ''}`;
}

function elementKind({ of, name }: Kind): Kind {
  if (of === undefined) throw new Error(`${name} has no elements.`);
  return of;
}

function elementsOf(cells: Cells): Cells {
  return cells.flatMap(({ value }) => (value as readonly Element[]).filter((item) => item !== null));
}

function drawArrayOperand(draw: Draw, kind: Kind, operator: string, cells: Cells): Input {
  const of = elementKind(kind);
  const elements = elementsOf(cells);
  switch (operator) {
    case 'length':
      return drawFilter(draw, countKind, [{ text: String(draw.below(4)), value: 0 }]);
    case 'has':
      return perhapsHoisted(draw, drawInput(draw, of, elements));
    case 'contains':
    case 'containedBy':
    case 'overlaps': {
      const items = Array.from({ length: draw.below(4) }, () => drawInput(draw, of, elements));
      return perhapsHoisted(draw, items);
    }
    default:
      return perhapsHoisted(draw, drawInput(draw, kind, cells));
  }
}

function boundsOf(cells: Cells): Cells {
  return cells.flatMap(({ value }) => {
    const { lower, upper } = value as Range;
    return [lower, upper].filter((bound) => bound !== null);
  });
}

const rangeCells = (ranges: unknown): Cells => (ranges as readonly Range[]).map((value) => ({ text: '', value }));

function drawRange(draw: Draw, kind: Kind, cell: Cell | undefined): Input {
  const of = elementKind(kind);
  const { lower = null, upper = null } = (cell?.value ?? {}) as Partial<Range>;
  const bounds = [lower, upper].map((bound) => (bound === null || draw.chance(0.1) ? null : inputOf(of, bound)));
  const [from = null, to = null] = bounds;
  return {
    ...(from !== null && { lower: from }),
    ...(to !== null && { upper: to }),
    ...(draw.chance(0.4) && { lowerInclusive: draw.chance(0.5) }),
    ...(draw.chance(0.4) && { upperInclusive: draw.chance(0.5) }),
  };
}

function drawJsonOperand(draw: Draw, operator: string, cells: Cells): Input {
  const json = cells.length > 0 ? (draw.one(cells).value as Json) : parseJson('{}');
  const paths = pathsOf(json);
  const keys = ['a', ...paths.map((path) => path.at(-1) ?? '')];
  switch (operator) {
    case 'hasKey':
      return perhapsHoisted(draw, draw.one(keys));
    case 'hasKeysAny':
    case 'hasKeysAll':
      return perhapsHoisted(draw, draw.some(keys, 0, 2));
    case 'at':
      return Array.from({ length: 1 + draw.below(2) }, () => drawPathFilter(draw, json, paths));
    case 'contains':
      return partOf(draw, json);
    default:
      return JSON.parse(cells.length > 0 ? draw.one(cells).text : '{}') as Input;
  }
}

function drawPathFilter(draw: Draw, json: Json, paths: readonly (readonly string[])[]): Input {
  const path = draw.chance(0.9) && paths.length > 0 ? draw.one(paths) : ['nowhere', '0'];
  const found = atPath(json, path);
  const kind = draw.one(['number', 'string', 'boolean', 'exists']);
  const isText = typeof found === 'string';
  const filter: Input =
    kind === 'exists'
      ? draw.chance(0.5)
      : kind === 'boolean'
        ? { [draw.one(['eq', 'ne'])]: draw.chance(0.5) }
        : kind === 'string'
          ? { [draw.one(['eq', 'ne', 'gt', 'contains', 'isDistinctFrom'])]: isText ? found : 'a' }
          : { [draw.one(['eq', 'ne', 'gt', 'lte', 'isNull'])]: '17.5' };
  const { isNull, ...rest } = typeof filter === 'object' ? filter : {};
  return {
    path: perhapsHoisted(draw, [...path]),
    [kind]: isNull === undefined ? (kind === 'exists' ? filter : rest) : { isNull: true },
  };
}

/** Where something stands in a value, to three levels. */
export function pathsOf(json: Json, depth = 3): readonly (readonly string[])[] {
  if (depth === 0) return [];
  const entries = isMap(json)
    ? [...json]
    : isList(json)
      ? json.map((item, index) => [String(index), item] as const)
      : [];
  return entries.flatMap(([step, inner]) => [[step], ...pathsOf(inner, depth - 1).map((path) => [step, ...path])]);
}

/** A value that is contained in another. */
function partOf(draw: Draw, json: Json): Input {
  if (isList(json)) return draw.some(json, 0, 2).map((item) => partOf(draw, item));
  if (isMap(json))
    return Object.fromEntries(draw.some([...json], 0, 2).map(([key, value]) => [key, partOf(draw, value)]));
  if (json === jsonNull) return null;
  return isNumber(json) ? 1 : json;
}
