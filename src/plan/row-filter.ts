import { coerceInputValue, getNamedType, type GraphQLInputObjectType, GraphQLSchema, isInputObjectType } from 'graphql';
import { PillionError } from '../errors/pillion-error.js';
import type { Names } from '../naming/names.js';
import { inputMeaningOf } from '../typesystem/field-meaning.js';
import { type Condition, noCondition } from './condition.js';
import type { PlanContext } from './plan-context.js';
import { planWhere } from './plan-where.js';
import { type Input, readValue } from './read-arguments.js';
import { shapeOf } from './shape-of-variables.js';
import type { Source } from './slot.js';

/** The filter of a table's rows: the type of rows that it is of, and the type of its conditions. */
export interface RowFilterType {
  /** `Invoice` */
  readonly name: string;
  readonly where: GraphQLInputObjectType;
}

/** What a filter comes to for one request. */
export interface GivenRowFilter {
  /** All that a plan depends on. */
  readonly shape: string;
  /** Coerced, for the slots of the plan; undefined for true and false. */
  readonly value: unknown;
}

/**
 * Checks what the host's function gave against the type.
 * @throws {PillionError} `CONFIGURATION` naming the type of rows and the field, for whatever is no condition on them. An
 *   undefined or an empty object is none: it would let all rows pass where a value was forgotten.
 */
export function readRowFilter({ name, where }: RowFilterType, given: unknown): GivenRowFilter {
  if (typeof given === 'boolean') return { shape: given ? 't' : 'f', value: undefined };
  if (typeof given !== 'object' || given === null || Array.isArray(given) || 'then' in given) {
    throw unusable(name, [], 'it has to give true, false or an object of conditions, at once and not as a promise');
  }
  const value: unknown = coerceInputValue(ownValues(name, given, []), where, (path, _value, error) => {
    throw unusable(name, path, error.message);
  });
  return { shape: shapeOf(where, value), value };
}

/** The condition that a filter comes to; undefined where all rows pass. */
export function planRowFilter(
  { name, where }: RowFilterType,
  names: Names,
  { shape, value }: GivenRowFilter,
): Condition | undefined {
  if (shape === 't') return undefined;
  if (shape === 'f') return { kind: 'or', conditions: [] };
  const input = readValue(where, value, [rowFilterVariable(name)]);
  if (input === undefined) throw unusable(name, [], 'it holds no condition');
  assertConditions(name, input, []);
  try {
    return planWhere(planContext(names), input, name) ?? noCondition;
  } catch (thrown) {
    throw thrown instanceof PillionError ? asConfiguration(name, thrown) : thrown;
  }
}

/** Where the values of a filter stand among the variables: no variable of a client can have such a name. */
export function rowFilterVariable(name: string): string {
  return `row filter of ${name}`;
}

/** The type of rows whose filter a slot is of; undefined for one of the operation's own. */
export function rowFilterOf(source: Source): string | undefined {
  if (source.kind === 'list') return source.items.map(rowFilterOf).find((name) => name !== undefined);
  if (source.kind === 'object')
    return source.fields.map(([, field]) => rowFilterOf(field)).find((name) => name !== undefined);
  const root = source.kind === 'variable' ? String(source.path[0]) : '';
  return root.startsWith(rowFilterVariable('')) ? root.slice(rowFilterVariable('').length) : undefined;
}

export function asConfiguration(name: string, error: PillionError): PillionError {
  return new PillionError('CONFIGURATION', `The row filter of ${name} cannot be used. ${error.message}`, {
    cause: error,
  });
}

/** graphql-js would read the members that every object has, and leave out what is undefined. */
function ownValues(name: string, value: unknown, path: readonly (string | number)[]): unknown {
  if (value === undefined) {
    throw unusable(name, path, 'it is undefined, which would let all rows pass. Leave the field out, or give false');
  }
  if (Array.isArray(value)) return Array.from(value, (item, index) => ownValues(name, item, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  if (!isPlain(value))
    throw unusable(name, path, 'it is an instance of a class. Write a plain object, or the text of the value');
  const own = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) own[key] = ownValues(name, member, [...path, key]);
  return own;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** `{}` is a condition only where it asks for a row at the end of a relationship. */
function assertConditions(name: string, input: Input, path: readonly (string | number)[], asksForRow = false): void {
  if (input.kind === 'list') input.items.forEach((item, index) => assertConditions(name, item, [...path, index]));
  if (input.kind !== 'object') return;
  if (input.fields.length === 0 && !asksForRow) {
    throw unusable(name, path, 'it is empty, which would let all rows pass. Give true for a filter that does');
  }
  for (const { field, input: inner } of input.fields) {
    const meaning = inputMeaningOf(field);
    const place = [...path, field.name];
    const isOr = meaning?.kind === 'connective' && meaning.connective === 'or';
    if (!isOr && inner.kind === 'list' && inner.items.length === 0 && isInputObjectType(getNamedType(field.type))) {
      throw unusable(name, place, 'it is empty, which would let all rows pass. Give true for a filter that does');
    }
    const isRow = meaning?.kind === 'relatedRow' || (meaning?.kind === 'quantifier' && meaning.quantifier !== 'every');
    assertConditions(name, inner, place, isRow || meaning?.kind === 'aggregatedRows');
  }
}

function unusable(name: string, path: readonly (string | number)[], reason: string): PillionError {
  const place = path.length === 0 ? '' : ` at ${path.join('.')}`;
  return new PillionError('CONFIGURATION', `The row filter of ${name} cannot be used${place}: ${reason}.`);
}

function planContext(names: Names): PlanContext {
  const none = (): never => {
    throw new Error('A filter has no pages.');
  };
  return {
    schema: noSchema,
    names,
    pageSizes: { defaultOf: none, maximumOf: none },
    fragments: new Map(),
    variables: {},
  };
}

/** Conditions are read by their types alone. */
const noSchema = new GraphQLSchema({});
