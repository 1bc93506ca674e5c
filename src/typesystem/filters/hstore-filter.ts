import { GraphQLInputObjectType, GraphQLNonNull, GraphQLString } from 'graphql';
import type { BaseType, DataType } from '../../model/data-type.js';
import { textArray, textType } from './built-in-type.js';
import { isNullField, listOf, operatorField } from './operator-field.js';

export const hstoreEntry = new GraphQLInputObjectType({
  name: 'HstoreEntry',
  description: 'A key with its value.',
  fields: {
    key: { type: new GraphQLNonNull(GraphQLString) },
    value: { type: GraphQLString, description: 'Left out or null: the key has no value.' },
  },
});

/** True for the type of the extension `hstore`, whose values clients write as entries. */
export function isHstore({ kind, namespace, name }: DataType): boolean {
  return kind === 'base' && name === 'hstore' && namespace !== 'pg_catalog';
}

/** `HstoreFilter`: conditions on the keys and values of the extension `hstore`. */
export function hstoreFilter(type: BaseType): GraphQLInputObjectType {
  const entry = hstoreEntry;
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
