import { GraphQLInputObjectType, GraphQLString } from 'graphql';
import type { BaseType } from '../../model/data-type.js';
import { builtInType } from './built-in-type.js';
import { isNullField, operatorField } from './operator-field.js';

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
