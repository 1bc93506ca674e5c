import {
  getNullableType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isLeafType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { decidesPlan } from '../typesystem/field-meaning.js';
import { nullPatternOf } from './cursor.js';
import { decodeOpaque } from './opaque.js';
import { roundOffset, roundSize } from './round-size.js';

/** How the variables of one operation shape its statement. */
export interface VariableShape {
  /** Two sets of coerced variables with one shape have one plan. */
  readonly of: (variables: Readonly<Record<string, unknown>>) => string;
}

/** Variables whose text itself has a say in the plan. */
export interface PeculiarVariables {
  /** Used as `after` or `before`: which of the cursor's values are null. */
  readonly cursors: ReadonlySet<string>;
  /** Used as a global identifier: its type. */
  readonly nodeIds: ReadonlySet<string>;
  /** Used as `first` or `last`, or as `offset`: the round number of rows that it lies within. */
  readonly sizes: ReadonlySet<string>;
  readonly offsets: ReadonlySet<string>;
}

/**
 * The part of the variables that a plan depends on: which are given, which keys of objects are there and how many
 * items lists of objects have, what is null, booleans, and values of enums that decide what the plan is.
 */
export function shapeOfVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  peculiar: PeculiarVariables,
): VariableShape {
  const readers = definitions.map(({ variable, type }) => {
    const name = variable.name.value;
    // The operation is valid, so its variables have input types.
    const inputType = typeFromAST(schema, type) as GraphQLInputType;
    return (variables: Readonly<Record<string, unknown>>): string => {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (typeof value === 'string' && peculiar.cursors.has(name)) return nullPatternOf(value);
      if (typeof value === 'string' && peculiar.nodeIds.has(name))
        return JSON.stringify(decodeOpaque(value)?.[0] ?? null);
      if (typeof value === 'number') {
        const size = peculiar.sizes.has(name) ? `s${roundSize(value)}` : '';
        return `${size}${peculiar.offsets.has(name) ? `o${roundOffset(value) ?? ''}` : ''}.`;
      }
      return shapeOf(inputType, value);
    };
  });
  return { of: (variables) => readers.map((read) => read(variables)).join(' ') };
}

/** The part of one coerced value that a plan depends on. */
export function shapeOf(type: GraphQLInputType, value: unknown): string {
  if (value === undefined) return '_';
  if (value === null) return '0';
  const nullable = getNullableType(type);
  if (isInputObjectType(nullable)) {
    const entries = Object.entries(value as Record<string, unknown>).map(([key, field]) => {
      const fieldType = nullable.getFields()[key]?.type;
      return `${key}:${fieldType === undefined ? '.' : shapeOf(fieldType, field)}`;
    });
    return `{${entries.join(',')}}`;
  }
  if (isListType(nullable)) {
    const itemType = nullable.ofType;
    const leafType = getNullableType(itemType);
    if (isLeafType(leafType) && !(isEnumType(leafType) && decidesPlan(leafType))) return '*';
    return `[${(value as unknown[]).map((item) => shapeOf(itemType, item)).join(',')}]`;
  }
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return isEnumType(nullable) && decidesPlan(nullable) ? (value as string) : '.';
}
