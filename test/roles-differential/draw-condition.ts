import type { Draw } from '../property/differential/draw.js';
import type { Condition, Operand, Operator } from './condition.js';
import { texts } from './words.js';
import type { Column, Kind, Relationship, Table, Value } from './world.js';

/** What a condition may speak of. */
export interface Sight {
  readonly columns: (table: Table) => readonly Column[];
  readonly relationships: (table: Table) => readonly Relationship[];
  readonly document: (table: Table) => Table['document'];
}

export function drawCondition(draw: Draw, sight: Sight, table: Table, depth: number, byUser = false): Condition {
  const relationships = sight.relationships(table);
  const again = (of: Table = table): Condition => drawCondition(draw, sight, of, depth - 1, byUser);
  const columns = sight.columns(table);
  if (depth > 0 && draw.chance(0.2)) {
    return { is: draw.one(['all', 'any'] as const), parts: Array.from({ length: 2 }, () => again()) };
  }
  if (depth > 0 && draw.chance(0.1)) return { is: 'not', part: again() };
  if (depth > 0 && relationships.length > 0 && (draw.chance(0.5) || columns.length === 0)) {
    const relationship = draw.one(relationships);
    const part = draw.chance(0.75) && sight.columns(relationship.to).length > 0 ? again(relationship.to) : undefined;
    if (!relationship.many) return { is: 'one', relationship, part };
    if (draw.chance(0.25)) {
      return {
        is: 'counted',
        relationship,
        operator: draw.one(['gt', 'lte', 'eq'] as const),
        value: draw.below(4),
        part,
      };
    }
    return { is: draw.one(['some', 'every', 'none'] as const), relationship, part };
  }
  const document = sight.document(table);
  if (document !== undefined && draw.chance(0.2)) {
    return { is: 'found', field: document.field, columns: document.columns, word: draw.one(texts) };
  }
  const column = draw.one(columns);
  const others = columns.filter(({ kind }) => kind === column.kind && kind !== 'bool');
  if (others.length > 1 && draw.chance(0.1)) {
    return { is: 'columns', column, operator: draw.one(['eq', 'gt', 'lte'] as const), other: draw.one(others) };
  }
  return drawComparison(draw, column, byUser);
}

export function drawComparison(draw: Draw, column: Column, byUser: boolean): Condition {
  if (byUser && column.kind === 'int') {
    return { is: 'compared', column, operator: draw.one(['gt', 'ne', 'lte', 'gte'] as const), value: { user: true } };
  }
  const operator = draw.one(operators[column.kind]);
  return { is: 'compared', column, operator, value: drawOperand(draw, column.kind, operator) };
}

const ordered: readonly Operator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'notIn', 'isNull'];
const operators: Readonly<Record<Kind, readonly Operator[]>> = {
  int: ordered,
  numeric: ordered,
  date: ordered,
  text: [...ordered, 'startsWith'],
  bool: ['eq', 'ne', 'isNull'],
};

function drawOperand(draw: Draw, kind: Kind, operator: Operator): Operand {
  if (operator === 'isNull') return draw.chance(0.5);
  if (operator === 'in' || operator === 'notIn') {
    return Array.from({ length: 1 + draw.below(3) }, () => drawValue(draw, kind));
  }
  if (operator === 'startsWith') return draw.one(texts).slice(0, 1);
  return drawValue(draw, kind);
}

export function drawValue(draw: Draw, kind: Kind): Value {
  if (kind === 'int') return draw.below(10);
  if (kind === 'numeric') return `${draw.below(8)}.${draw.one(['00', '25', '50'])}`;
  if (kind === 'bool') return draw.chance(0.5);
  if (kind === 'date') return `2024-02-${20 + draw.below(9)}`;
  return draw.one(texts);
}
