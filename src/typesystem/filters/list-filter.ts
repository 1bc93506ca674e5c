import { GraphQLInputObjectType, type GraphQLInputType, GraphQLList } from 'graphql';
import { type ArrayType, dimensionsOfArray } from '../../model/data-type.js';
import { meaning } from '../field-meaning.js';
import { arrayOf, builtInType } from './built-in-type.js';
import { comparisonFields, isEmptyField, isNullField, listOf, operatorField, partField } from './operator-field.js';

/**
 * The filter of arrays whose elements have an equality.
 * @param array Of elements below any domain.
 */
export function listFilter(
  name: string,
  array: ArrayType,
  item: GraphQLInputType,
  intFilter: GraphQLInputObjectType,
): GraphQLInputObjectType {
  const lists = listsOf(item, dimensionsOfArray(array));
  const elements = arrayOf(array.element);
  return new GraphQLInputObjectType({
    name,
    description: 'Conditions on a list; all that are given must hold.',
    fields: {
      eq: operatorField('eq', lists, array, 'Equal: the same elements in the same order.'),
      ne: operatorField('ne', lists, array, 'Not equal.'),
      ...comparisonFields(lists, 'the first elements that differ decide, then the length'),
      has: { type: item, description: 'Has this element.', ...meaning({ kind: 'hasElement', array: elements }) },
      contains: operatorField('contains', listOf(item), elements, 'Has each of these elements.'),
      containedBy: operatorField('containedBy', listOf(item), elements, 'Each element is one of these.'),
      overlaps: operatorField('overlaps', listOf(item), elements, 'Has at least one of these elements.'),
      ...sizeFields(intFilter),
    },
  });
}

/** Lists of lists: none inside is null, though elements may be. */
function listsOf(item: GraphQLInputType, dimensions: number): GraphQLList<GraphQLInputType> {
  return dimensions === 1 ? new GraphQLList(item) : listOf(listsOf(item, dimensions - 1));
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
