import type { GraphQLInputFieldConfigMap } from 'graphql';
import { inetScalar } from '../scalars/inet.js';
import { builtInType } from './built-in-type.js';
import { operatorField } from './operator-field.js';

const inet = builtInType('inet');

/** What addresses and networks have beside comparison. */
export const networkFields: GraphQLInputFieldConfigMap = {
  contains: operatorField('networkContains', inetScalar, inet, 'A network with this address or network inside.'),
  containsOrEquals: operatorField('networkContainsOrEquals', inetScalar, inet, 'Has this inside, or is this.'),
  containedBy: operatorField('networkContainedBy', inetScalar, inet, 'Lies inside of this network.'),
  containedByOrEquals: operatorField('networkContainedByOrEquals', inetScalar, inet, 'Lies inside of this, or is it.'),
  overlaps: operatorField('overlaps', inetScalar, inet, 'One of the two lies inside of the other, or they are equal.'),
};
