import { GraphQLBoolean, GraphQLInputObjectType, GraphQLNonNull, GraphQLString } from 'graphql';
import { meaning } from '../field-meaning.js';
import { jsonScalar } from '../scalars/json.js';
import { builtInType, textArray, textType } from './built-in-type.js';
import { isNullField, listOf, operatorField } from './operator-field.js';

/** The filters of the values at a path. */
export interface JsonValueFilters {
  readonly number: GraphQLInputObjectType;
  readonly string: GraphQLInputObjectType;
  readonly boolean: GraphQLInputObjectType;
}

/** `JSONFilter`, of `jsonb`. */
export function jsonbFilter(at: GraphQLInputObjectType): GraphQLInputObjectType {
  const jsonb = builtInType('jsonb');
  return new GraphQLInputObjectType({
    name: 'JSONFilter',
    description: 'Conditions on a JSON value; all that are given must hold.',
    fields: {
      eq: operatorField('eq', jsonScalar, jsonb, 'The same value; the order of keys does not count.'),
      ne: operatorField('ne', jsonScalar, jsonb, 'Another value.'),
      contains: operatorField('contains', jsonScalar, jsonb, 'Has these keys with these values, these elements.'),
      containedBy: operatorField('containedBy', jsonScalar, jsonb, 'Has only keys with values, and elements, of this.'),
      hasKey: operatorField('hasKey', GraphQLString, textType, 'Has this key, or this string as an element.'),
      hasKeysAny: operatorField('hasKeysAny', listOf(GraphQLString), textArray, 'Has one of these keys at least.'),
      hasKeysAll: operatorField('hasKeysAll', listOf(GraphQLString), textArray, 'Has each of these keys.'),
      ...atField(at),
      ...isNullField,
    },
  });
}

/** `JSONTextFilter`, of `json`, which PostgreSQL keeps as text and does not compare. */
export function jsonTextFilter(at: GraphQLInputObjectType): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: 'JSONTextFilter',
    description: 'Conditions on a JSON value that PostgreSQL keeps as text; all that are given must hold.',
    fields: { ...atField(at), ...isNullField },
  });
}

/** `JSONPathFilter`: conditions on what stands at a path. */
export function jsonPathFilter(filters: JsonValueFilters): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: 'JSONPathFilter',
    description: 'Conditions on what stands at a path inside of a JSON value; all that are given must hold.',
    fields: {
      path: {
        type: new GraphQLNonNull(listOf(GraphQLString)),
        description: 'Keys of objects and places in lists, counted from 0: `["cars", "0", "colour"]`.',
      },
      number: { type: filters.number, description: 'A number stands there for which this holds.' },
      string: { type: filters.string, description: 'A string stands there for which this holds.' },
      boolean: { type: filters.boolean, description: 'True or false stands there, for which this holds.' },
      exists: { type: GraphQLBoolean, description: 'Whether anything stands there, be it JSON’s null.' },
    },
  });
}

function atField(at: GraphQLInputObjectType) {
  return { at: { type: listOf(at), description: 'What stands at these paths.', ...meaning({ kind: 'jsonPaths' }) } };
}
