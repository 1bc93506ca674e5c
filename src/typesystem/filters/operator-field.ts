import {
  GraphQLBoolean,
  type GraphQLInputFieldConfig,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
} from 'graphql';
import type { DataType } from '../../model/data-type.js';
import { meaning, type TypeOperator, type ValuePart } from '../field-meaning.js';

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

export function isEmptyField(description: string): GraphQLInputFieldConfig {
  return { type: GraphQLBoolean, description, ...meaning({ kind: 'isEmpty' }) };
}

export function listOf(type: GraphQLInputType): GraphQLList<GraphQLInputType> {
  return new GraphQLList(new GraphQLNonNull(type));
}
