/** `where` trees over rows in memory, evaluated without SQL: SQL's three-valued logic in plain TypeScript. */

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;
export interface Where {
  readonly and?: readonly Where[];
  readonly or?: readonly Where[];
  readonly not?: Where;
  readonly [column: string]: unknown;
}

/** Undefined is SQL's unknown. */
type Truth = boolean | undefined;

/** How two values of a column compare: less than, equal to or greater than zero. */
export type Comparisons = Readonly<Record<string, (a: Value, b: Value) => number>>;

/** How the rows of a table compare, and which rows they lead to. */
export interface Facts {
  readonly comparisons: Comparisons;
  /** For columns of different types; the names of the two in either order. */
  readonly compareColumns?: (left: string, right: string) => (a: Value, b: Value) => number;
  readonly relationships?: Readonly<Record<string, Way>>;
}

export interface Way {
  readonly cardinality: 'one' | 'many';
  readonly rows: (row: Row) => readonly Row[];
  readonly facts: () => Facts;
}

/** True for the rows that the condition lets through. */
export function passes(where: Where, row: Row, facts: Facts): boolean {
  return truthOf(where, row, facts) === true;
}

function truthOf(where: Where, row: Row, facts: Facts): Truth {
  return conjunction(
    Object.entries(where).map(([key, value]) => {
      if (key === 'and') return conjunction((value as Where[]).map((part) => truthOf(part, row, facts)));
      if (key === 'or') return disjunction((value as Where[]).map((part) => truthOf(part, row, facts)));
      if (key === 'not') return negation(truthOf(value as Where, row, facts));
      if (key === 'compareColumns') {
        return conjunction((value as Record<string, string>[]).map((item) => compared(item, row, facts)));
      }
      const way = facts.relationships?.[key];
      if (way !== undefined) return related(value as Record<string, Where>, row, way);
      const compare = facts.comparisons[key];
      if (compare === undefined) throw new Error(`No comparison for ${key}.`);
      const operators = Object.entries(value as Record<string, unknown>);
      return conjunction(operators.map(([operator, operand]) => holds(operator, row[key] ?? null, operand, compare)));
    }),
  );
}

/** A row for which the condition is unknown is not one for which it holds: this is true or false. */
function related(value: Readonly<Record<string, Where>>, row: Row, way: Way): Truth {
  const rows = way.rows(row);
  const holds = (where: Where) => (far: Row) => passes(where, far, way.facts());
  if (way.cardinality === 'one') return rows.some(holds(value));
  return Object.entries(value).every(([quantifier, where]) => {
    if (quantifier === 'every') return rows.every(holds(where));
    return rows.some(holds(where)) === (quantifier === 'some');
  });
}

function compared({ column = '', ...operators }: Readonly<Record<string, string>>, row: Row, facts: Facts): Truth {
  return conjunction(
    Object.entries(operators).map(([operator, other]) => {
      const right = row[other] ?? null;
      if (right === null && !operator.startsWith('is')) return undefined;
      const compare = facts.compareColumns?.(column, other);
      if (compare === undefined) throw new Error(`No comparison of ${column} with ${other}.`);
      return holds(operator, row[column] ?? null, right, compare);
    }),
  );
}

function conjunction(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function disjunction(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function negation(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function holds(operator: string, value: Value, operand: unknown, compare: (a: Value, b: Value) => number): Truth {
  if (operator === 'isNull') return (value === null) === operand;
  if (operator === 'isDistinctFrom') return !isSame(value, operand as Value, compare);
  if (operator === 'isNotDistinctFrom') return isSame(value, operand as Value, compare);
  if (operator === 'in' || operator === 'notIn') {
    const found = disjunction(
      (operand as Value[]).map((item) => (value === null ? undefined : compare(value, item) === 0)),
    );
    return operator === 'in' ? found : negation(found);
  }
  if (value === null) return undefined;
  const order = (): number => compare(value, operand as Value);
  switch (operator) {
    case 'eq':
      return order() === 0;
    case 'ne':
      return order() !== 0;
    case 'gt':
      return order() > 0;
    case 'gte':
      return order() >= 0;
    case 'lt':
      return order() < 0;
    case 'lte':
      return order() <= 0;
    default:
      return matches(operator, value as string, operand as string);
  }
}

function isSame(a: Value, b: Value, compare: (a: Value, b: Value) => number): boolean {
  return a === null || b === null ? a === b : compare(a, b) === 0;
}

function matches(operator: string, value: string, operand: string): boolean {
  const insensitive = operator === 'ilike' || operator.endsWith('Insensitive');
  const [text, pattern] = insensitive ? [value.toLowerCase(), operand.toLowerCase()] : [value, operand];
  switch (operator.replace('Insensitive', '')) {
    case 'startsWith':
      return text.startsWith(pattern);
    case 'endsWith':
      return text.endsWith(pattern);
    case 'contains':
      return text.includes(pattern);
    default:
      return like(Array.from(text), Array.from(pattern));
  }
}

/** PostgreSQL manual, 9.7.1: `_` is one character, `%` any number, `\` takes the meaning from the next character. */
function like(text: readonly string[], pattern: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return text.length === 0;
  if (head === '%') return text.some((_, index) => like(text.slice(index), rest)) || like([], rest);
  if (head === '\\') return text[0] === rest[0] && text.length > 0 && like(text.slice(1), rest.slice(1));
  return text.length > 0 && (head === '_' || head === text[0]) && like(text.slice(1), rest);
}
