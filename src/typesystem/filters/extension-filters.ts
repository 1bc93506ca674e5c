import { GraphQLInputObjectType, GraphQLNonNull, GraphQLString } from 'graphql';
import type { BaseType } from '../../model/data-type.js';
import { builtInType, textArray, textType } from './built-in-type.js';
import { isNullField, listOf, operatorField } from './filter-field.js';

/** `LtreeFilter`: conditions on a label path of the extension `ltree`. */
export function ltreeFilter(type: BaseType): GraphQLInputObjectType {
  const pattern = builtInType('lquery', type.namespace);
  return new GraphQLInputObjectType({
    name: 'LtreeFilter',
    description: 'Conditions on a path of labels such as `Top.Science.Astronomy`; all that are given must hold.',
    fields: {
      eq: operatorField('eq', GraphQLString, type, 'Equal.'),
      ne: operatorField('ne', GraphQLString, type, 'Not equal.'),
      ancestorOf: operatorField('contains', GraphQLString, type, 'This path begins with the value, or equals it.'),
      descendantOf: operatorField('containedBy', GraphQLString, type, 'Begins with this path, or equals it.'),
      matches: operatorField('matches', GraphQLString, pattern, 'Matches a pattern: `Top.*{1,2}.Astro*`.'),
      ...isNullField,
    },
  });
}

/** `HstoreFilter`: conditions on the keys and values of the extension `hstore`. */
export function hstoreFilter(type: BaseType): GraphQLInputObjectType {
  const entry = new GraphQLInputObjectType({
    name: 'HstoreEntry',
    description: 'A key with its value.',
    fields: {
      key: { type: new GraphQLNonNull(GraphQLString) },
      value: { type: GraphQLString, description: 'Left out or null: the key has no value.' },
    },
  });
  return new GraphQLInputObjectType({
    name: 'HstoreFilter',
    description: 'Conditions on keys with values; all that are given must hold.',
    fields: {
      eq: operatorField('eq', listOf(entry), type, 'Has exactly these entries.'),
      ne: operatorField('ne', listOf(entry), type, 'Has other entries.'),
      contains: operatorField('contains', listOf(entry), type, 'Has each of these entries.'),
      containedBy: operatorField('containedBy', listOf(entry), type, 'Has only entries of these.'),
      hasKey: operatorField('hasKey', GraphQLString, textType, 'Has this key.'),
      hasKeysAny: operatorField('hasKeysAny', listOf(GraphQLString), textArray, 'Has one of these keys at least.'),
      hasKeysAll: operatorField('hasKeysAll', listOf(GraphQLString), textArray, 'Has each of these keys.'),
      ...isNullField,
    },
  });
}
