import { GraphQLInputObjectType, type GraphQLInputType, GraphQLList } from 'graphql';
import type { DataType } from '../../model/data-type.js';
import { meaning } from '../field-meaning.js';
import { arrayOf, builtInType } from './built-in-type.js';
import { comparisonFields, isEmptyField, isNullField, listOf, operatorField, partField } from './operator-field.js';

/**
 * The filter of arrays whose elements have an equality.
 * @param element Below any domain.
 */
export function listFilter(
  name: string,
  element: DataType,
  item: GraphQLInputType,
  intFilter: GraphQLInputObjectType,
): GraphQLInputObjectType {
  const array = arrayOf(element);
  return new GraphQLInputObjectType({
    name,
    description: 'Conditions on a list; all that are given must hold.',
    fields: {
      eq: operatorField('eq', new GraphQLList(item), array, 'Equal: the same elements in the same order.'),
      ne: operatorField('ne', new GraphQLList(item), array, 'Not equal.'),
      ...comparisonFields(new GraphQLList(item), 'the first elements that differ decide, then the length'),
      has: { type: item, description: 'Has this element.', ...meaning({ kind: 'hasElement', array }) },
      contains: operatorField('contains', listOf(item), array, 'Has each of these elements.'),
      containedBy: operatorField('containedBy', listOf(item), array, 'Each element is one of these.'),
      overlaps: operatorField('overlaps', listOf(item), array, 'Has at least one of these elements.'),
      ...sizeFields(intFilter),
    },
  });
}

/** The filter of arrays whose elements PostgreSQL cannot compare, such as those of `json`. */
export function incomparableListFilter(intFilter: GraphQLInputObjectType): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: 'NullListFilter',
    description: 'Conditions on a list whose elements cannot be compared.',
    fields: sizeFields(intFilter),
  });
}

function sizeFields(intFilter: GraphQLInputObjectType) {
  return {
    isEmpty: isEmptyField('True: has no element. False: has one at least.'),
    length: partField({ kind: 'length' }, builtInType('int4'), intFilter, 'The number of elements.'),
    ...isNullField,
  };
}
