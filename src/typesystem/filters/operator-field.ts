import {
  GraphQLBoolean,
  type GraphQLInputFieldConfig,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
} from 'graphql';
import type { DataType } from '../../model/data-type.js';
import { type FilterOperator, meaning, type TypeOperator, type ValuePart } from '../field-meaning.js';

/** The field of an operator: `operand` is the PostgreSQL type of what the client gives, `type` its GraphQL type. */
export function operatorField(
  operator: TypeOperator,
  type: GraphQLInputType,
  operand: DataType,
  description: string,
): GraphQLInputFieldConfig {
  return { type, description, ...meaning({ kind: 'typeOperator', operator, operand }) };
}

/** The field of conditions on a part of the value. */
export function partField(
  part: ValuePart,
  type: DataType,
  filter: GraphQLInputObjectType,
  description: string | null,
): GraphQLInputFieldConfig {
  return { type: filter, description, ...meaning({ kind: 'part', part, type }) };
}

export const isNullField = {
  isNull: {
    type: GraphQLBoolean,
    description: 'True: has no value. False: has a value.',
    ...meaning({ kind: 'operator', operator: 'isNull' }),
  },
} as const;

/** Comparison of values that are written as a list or an object: equality and order, and among several. */
export function comparisonFields(type: GraphQLInputType, order: string): GraphQLInputFieldConfigMap {
  const field = (operator: FilterOperator, operand: GraphQLInputType, description: string) => ({
    [operator]: { type: operand, description, ...meaning({ kind: 'operator', operator }) },
  });
  return {
    ...field('in', listOf(type), 'Equal to one of these.'),
    ...field('notIn', listOf(type), 'Equal to none of these.'),
    ...field('isDistinctFrom', type, 'Not equal, where null counts as a value of its own.'),
    ...field('isNotDistinctFrom', type, 'Equal, where null counts as a value of its own.'),
    ...field('gt', type, `Greater than: ${order}.`),
    ...field('gte', type, 'Greater than or equal.'),
    ...field('lt', type, 'Less than.'),
    ...field('lte', type, 'Less than or equal.'),
  };
}

export function isEmptyField(description: string): GraphQLInputFieldConfig {
  return { type: GraphQLBoolean, description, ...meaning({ kind: 'isEmpty' }) };
}

export function listOf(type: GraphQLInputType): GraphQLList<GraphQLInputType> {
  return new GraphQLList(new GraphQLNonNull(type));
}
