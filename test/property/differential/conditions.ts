import { aggregateOf } from './aggregates.js';
import { atPath, containsJson, hasKey, isMap, isNumber, type Json, parseJson } from './json.js';
import { type Address, type Element, type Kind, kindOf, networkOf } from './kinds.js';
import type { Cell, Row, Table } from './model.js';
import {
  type Bound,
  canonical,
  containsRange,
  containsValue,
  isAdjacent,
  isLeftOf,
  overlaps,
  type Range,
  unionOf,
} from './ranges.js';

/** `where` and `having` over rows in memory, with SQL's three truths. Undefined is unknown. */
export type Truth = boolean | undefined;
export type Condition = Readonly<Record<string, unknown>>;

export function passes(table: Table, where: Condition, row: Row): boolean {
  return truthOf(table, where, row) === true;
}

function truthOf(table: Table, where: Condition, row: Row): Truth {
  return all(Object.entries(where), ([name, operand]) => {
    if (name === 'and') return all(operand as Condition[], (part) => truthOf(table, part, row));
    if (name === 'or') return any(operand as Condition[], (part) => truthOf(table, part, row));
    if (name === 'not') return not(truthOf(table, operand as Condition, row));
    if (name === 'compareColumns')
      return all(operand as Record<string, string>[], (item) => columnsCompare(table, item, row));
    const column = table.columns.get(name);
    if (column !== undefined) return holds(column.kind, operand as Condition, row.cells[name] ?? null);
    const relationship = table.relationships.get(name.replace(/Aggregate$/, ''));
    if (relationship === undefined) throw new Error(`${table.type} has no ${name}.`);
    const { target, isMany } = relationship;
    const rows = relationship.rowsOf(row);
    if (name !== relationship.field) {
      const { where: ofRows = {}, ...having } = operand as { readonly where?: Condition };
      return havingHolds(
        target,
        having,
        rows.filter((far) => passes(target, ofRows, far)),
      );
    }
    if (!isMany) return rows.some((far) => passes(target, operand as Condition, far));
    return Object.entries(operand as Record<string, Condition>).every(([quantifier, inner]) => {
      if (quantifier === 'every') return rows.every((far) => passes(target, inner, far));
      return rows.some((far) => passes(target, inner, far)) === (quantifier === 'some');
    });
  });
}

/** Conditions on what rows come to. */
export function havingHolds(table: Table, having: Condition, rows: readonly Row[]): Truth {
  return all(Object.entries(having), ([name, operand]) => {
    if (name === 'and') return all(operand as Condition[], (part) => havingHolds(table, part, rows));
    if (name === 'or') return any(operand as Condition[], (part) => havingHolds(table, part, rows));
    if (name === 'not') return not(havingHolds(table, operand as Condition, rows));
    if (name === 'count') return holds(int4, operand as Condition, { text: String(rows.length), value: rows.length });
    return all(Object.entries(operand as Record<string, Condition>), ([column, filter]) => {
      const { kind, cell } = aggregateOf(table, name, column, rows);
      return holds(kind, filter, cell);
    });
  });
}

const plain = (name: string): Kind => {
  const kind = kindOf(name, new Map());
  if (kind === undefined) throw new Error(`No kind ${name}.`);
  return kind;
};
const int4 = plain('int4');
const numeric = plain('numeric');
const text = plain('text');
const boolean = plain('bool');

function columnsCompare(
  table: Table,
  { column = '', ...operators }: Readonly<Record<string, string>>,
  row: Row,
): Truth {
  return all(Object.entries(operators), ([operator, otherName]) => {
    const [left, right] = [row.cells[column] ?? null, row.cells[otherName] ?? null];
    const [a, b] = [table.columns.get(column)?.kind, table.columns.get(otherName)?.kind];
    if (a === undefined || b === undefined) throw new Error('No such column.');
    if (right === null && !operator.startsWith('is')) return undefined;
    const common = commonKind(a, b);
    return compares(common, operator, convert(a, common, left), convert(b, common, right));
  });
}

/** A value as one of the kind in which it is compared. */
function convert(kind: Kind, common: Kind, cell: Cell | null): unknown {
  if (cell === null) return null;
  if (kind.family === 'float') return cell.value;
  if (kind.name === 'bpchar') return cell.text.replace(/ +$/, '');
  if (kind.family !== 'date' || common.family === 'date') return common.parse(cell.text);
  return cell.text.endsWith('infinity') ? cell.value : common.parse(cell.text.replace(/^[^ ]+/, '$& 00:00:00'));
}

/** Manual 10.2: numbers compare as the wider type, a date as midnight of a timestamp. */
function commonKind(a: Kind, b: Kind): Kind {
  if (a.name === b.name) return a;
  if (a.family === 'float' || b.family === 'float') return plain('float8');
  if (a.family === 'integer' || a.family === 'numeric') return numeric;
  return a.family === 'text' ? text : plain('timestamp');
}

function holds(kind: Kind, filter: Condition, cell: Cell | null): Truth {
  return all(Object.entries(filter), ([operator, operand]) => {
    if (operator === 'isNull') return (cell === null) === operand;
    if (kind.family === 'composite') {
      const attribute = kind.attributes?.find(({ name }) => name === operator)?.kind ?? text;
      const parts = cell?.value as Readonly<Record<string, Cell | null>> | undefined;
      return holds(attribute, operand as Condition, parts?.[operator] ?? null);
    }
    if (operator === 'in' || operator === 'notIn') {
      const found = any(operand as unknown[], (item) => compares(kind, 'eq', cell?.value ?? null, inputOf(kind, item)));
      return operator === 'in' ? found : not(found);
    }
    switch (comparisons.has(operator) ? undefined : kind.family) {
      case 'array':
        return arrayHolds(kind, operator, operand, cell);
      case 'range':
        return rangeHolds(kind, operator, operand, cell);
      case 'multirange':
        return multirangeHolds(kind, operator, operand, cell);
      case 'json':
        return jsonHolds(operator, operand, cell?.value as Json | undefined);
      default:
    }
    if (kind.family === 'text' && !comparisons.has(operator)) {
      return cell === null ? undefined : matches(operator, cell.text, operand as string);
    }
    if (kind.family === 'inet' && !comparisons.has(operator)) {
      return cell === null
        ? undefined
        : addressHolds(operator, cell.value as Address, kind.parse(operand as string) as Address);
    }
    return compares(kind, operator, cell?.value ?? null, inputOf(kind, operand));
  });
}

const comparisons = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'isDistinctFrom', 'isNotDistinctFrom']);

/** An operand as a value of the kind; null is SQL's. */
function inputOf(kind: Kind, operand: unknown): unknown {
  if (operand === null) return null;
  const { of } = kind;
  if (kind.family === 'json') return parseJson(JSON.stringify(operand));
  if (of !== undefined && kind.family === 'array') {
    return (operand as unknown[]).map((item): Element =>
      item === null ? null : { text: '', value: inputOf(of, item) },
    );
  }
  if (of !== undefined && kind.family === 'multirange') {
    return unionOf((operand as unknown[]).map((range) => inputOf(of, range) as Range));
  }
  if (of !== undefined && kind.family === 'range') {
    const { lower, upper, lowerInclusive, upperInclusive } = operand as RangeInput;
    const bound = (value: unknown, inclusive: boolean): Bound | null =>
      value == null ? null : { text: '', value: inputOf(of, value), inclusive };
    return canonical(bound(lower, lowerInclusive), bound(upper, upperInclusive), of);
  }
  return kind.parse(typeof operand === 'string' ? operand : JSON.stringify(operand));
}

function compares(kind: Kind, operator: string, value: unknown, operand: unknown): Truth {
  const same = (): boolean => kind.compare(value, operand) === 0;
  if (operator === 'isDistinctFrom') return value === null || operand === null ? value !== operand : !same();
  if (operator === 'isNotDistinctFrom') return value === null || operand === null ? value === operand : same();
  if (value === null) return undefined;
  const order = kind.compare(value, operand);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    default:
      throw new Error(`The evaluator has no ${operator} of ${kind.name}.`);
  }
}

function matches(operator: string, value: string, operand: string): boolean {
  const insensitive = operator === 'ilike' || operator.endsWith('Insensitive');
  const [within, pattern] = insensitive ? [value.toLowerCase(), operand.toLowerCase()] : [value, operand];
  switch (operator.replace('Insensitive', '')) {
    case 'startsWith':
      return within.startsWith(pattern);
    case 'endsWith':
      return within.endsWith(pattern);
    case 'contains':
      return within.includes(pattern);
    case 'like':
    case 'ilike':
      return new RegExp(`^${likeSource(pattern)}$`, 'su').test(within);
    default:
      throw new Error(`The evaluator has no ${operator} of texts.`);
  }
}

/** Manual 9.7.1: `_` is one character, `%` any number, `\` takes the meaning from the next one. */
function likeSource(pattern: string): string {
  return Array.from(pattern.matchAll(/\\(.)|[^]/gsu), ([whole, escaped]) => {
    if (escaped === undefined && whole === '%') return '.*';
    if (escaped === undefined && whole === '_') return '.';
    return (escaped ?? whole).replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }).join('');
}

/** Manual 9.12: `>>` and `>>=` hold a network with a longer prefix, `&&` either way. */
function addressHolds(operator: string, a: Address, b: Address): boolean {
  const within = (inner: Address, outer: Address): boolean =>
    inner.size === outer.size &&
    inner.prefix >= outer.prefix &&
    networkOf(inner, outer.prefix) === networkOf(outer, outer.prefix);
  switch (operator) {
    case 'contains':
      return within(b, a) && b.prefix !== a.prefix;
    case 'containsOrEquals':
      return within(b, a);
    case 'containedBy':
      return within(a, b) && a.prefix !== b.prefix;
    case 'containedByOrEquals':
      return within(a, b);
    case 'overlaps':
      return within(a, b) || within(b, a);
    default:
      throw new Error(`The evaluator has no ${operator} of addresses.`);
  }
}

/** Manual 9.19: null is like nothing. */
function arrayHolds(kind: Kind, operator: string, operand: unknown, cell: Cell | null): Truth {
  const list = cell?.value as readonly Element[] | undefined;
  if (operator === 'length') {
    return holds(int4, operand as Condition, list === undefined ? null : { text: '', value: list.length });
  }
  if (list === undefined) return undefined;
  const of = kind.of ?? text;
  if (operator === 'isEmpty') return (list.length === 0) === operand;
  const has = (within: readonly unknown[], wanted: unknown): boolean =>
    wanted !== null && within.some((item) => item !== null && of.compare(item, wanted) === 0);
  const own = list.map((item): unknown => item?.value ?? null);
  const given = (operator === 'has' ? [operand] : (operand as unknown[])).map((item): unknown => inputOf(of, item));
  switch (operator) {
    case 'has':
    case 'contains':
      return given.every((item) => has(own, item));
    case 'containedBy':
      return own.every((item) => has(given, item));
    case 'overlaps':
      return given.some((item) => has(own, item));
    default:
      throw new Error(`The evaluator has no ${operator} of arrays.`);
  }
}

interface RangeInput {
  readonly lower?: unknown;
  readonly upper?: unknown;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
}

function rangeHolds(kind: Kind, operator: string, operand: unknown, cell: Cell | null): Truth {
  const of = kind.of ?? text;
  const range = cell?.value as Range | undefined;
  if (operator === 'lower' || operator === 'upper') {
    const bound = range?.[operator] ?? null;
    return holds(of, operand as Condition, bound);
  }
  if (range === undefined) return undefined;
  if (operator === 'isEmpty') return range.isEmpty === operand;
  if (operator === 'contains') return containsValue(range, inputOf(of, operand));
  const other = inputOf(kind, operand) as Range;
  switch (operator) {
    case 'containsRange':
      return containsRange(range, other);
    case 'containedBy':
      return containsRange(other, range);
    case 'overlaps':
      return overlaps(range, other);
    case 'strictlyLeftOf':
      return isLeftOf(range, other);
    case 'strictlyRightOf':
      return isLeftOf(other, range);
    case 'adjacentTo':
      return isAdjacent(range, other);
    default:
      throw new Error(`The evaluator has no ${operator} of ranges.`);
  }
}

/** Manual 9.20: what is in any of the ranges is in it. */
function multirangeHolds(kind: Kind, operator: string, operand: unknown, cell: Cell | null): Truth {
  const of = kind.of?.of ?? text;
  const own = cell?.value as readonly Range[] | undefined;
  if (operator === 'lower' || operator === 'upper') {
    const bound = operator === 'lower' ? own?.[0]?.lower : own?.at(-1)?.upper;
    return holds(of, operand as Condition, bound ?? null);
  }
  if (own === undefined) return undefined;
  if (operator === 'isEmpty') return (own.length === 0) === operand;
  if (operator === 'contains') return own.some((part) => containsValue(part, inputOf(of, operand)));
  const other = inputOf(kind, operand) as readonly Range[];
  const containsAll = (a: readonly Range[], b: readonly Range[]): boolean =>
    b.every((part) => a.some((within) => containsRange(within, part)));
  const isLeft = (a: readonly Range[], b: readonly Range[]): boolean => {
    const [last, first] = [a.at(-1), b[0]];
    return last !== undefined && first !== undefined && isLeftOf(last, first);
  };
  switch (operator) {
    case 'containsRange':
      return containsAll(own, other);
    case 'containedBy':
      return containsAll(other, own);
    case 'overlaps':
      return own.some((part) => other.some((far) => overlaps(part, far)));
    case 'strictlyLeftOf':
      return isLeft(own, other);
    case 'strictlyRightOf':
      return isLeft(other, own);
    default:
      throw new Error(`The evaluator has no ${operator} of multiranges.`);
  }
}

function jsonHolds(operator: string, operand: unknown, json: Json | undefined): Truth {
  if (operator === 'at') {
    return all(operand as Condition[], ({ path, ...filters }) => {
      const found = json === undefined ? undefined : atPath(json, path as string[]);
      return all(Object.entries(filters), ([name, filter]) => {
        // In a column that is null nothing stands anywhere.
        if (name === 'exists') return (found !== undefined) === filter;
        return holds(
          name === 'number' ? numeric : name === 'string' ? text : boolean,
          filter as Condition,
          cellAt(name, found),
        );
      });
    });
  }
  if (json === undefined) return undefined;
  const other = (): Json => parseJson(JSON.stringify(operand));
  switch (operator) {
    case 'contains':
      return containsJson(json, other());
    case 'containedBy':
      return containsJson(other(), json);
    case 'hasKey':
      return hasKey(json, operand as string);
    case 'hasKeysAny':
      return (operand as string[]).some((key) => hasKey(json, key));
    case 'hasKeysAll':
      return (operand as string[]).every((key) => hasKey(json, key));
    default:
      throw new Error(`The evaluator has no ${operator} of JSON.`);
  }
}

/** A value of another kind passes no comparison, and counts as null. */
function cellAt(kind: string, found: Json | undefined): Cell | null {
  if (found === undefined || isMap(found)) return null;
  if (kind === 'number') return isNumber(found) ? { text: '', value: found.number } : null;
  if (kind === 'string') return typeof found === 'string' ? { text: found, value: found } : null;
  return typeof found === 'boolean' ? { text: '', value: found } : null;
}

function all<Item>(items: readonly Item[], truth: (item: Item) => Truth): Truth {
  let result: Truth = true;
  for (const item of items) {
    const found = truth(item);
    if (found === false) return false;
    if (found === undefined) result = undefined;
  }
  return result;
}

function any<Item>(items: readonly Item[], truth: (item: Item) => Truth): Truth {
  return not(all(items, (item) => not(truth(item))));
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
