import { GraphQLBoolean, GraphQLInputObjectType, type GraphQLInputType, GraphQLNonNull } from 'graphql';
import type { MultirangeType, RangeType } from '../../model/data-type.js';
import { comparisonFields, isEmptyField, isNullField, listOf, operatorField, partField } from './operator-field.js';

/** What the filters of a range and of its multirange are made of. */
export interface RangeFilterParts {
  readonly range: RangeType;
  /** `DateRangeInput` */
  readonly input: GraphQLInputObjectType;
  readonly bound: GraphQLInputType;
  readonly boundFilter: GraphQLInputObjectType;
}

/** `DateRangeInput`: a range as a client writes it. */
export function rangeInput(name: string, bound: GraphQLInputType): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: 'A range; a bound that is left out or null is open.',
    fields: {
      lower: { type: bound },
      upper: { type: bound },
      lowerInclusive: {
        type: new GraphQLNonNull(GraphQLBoolean),
        defaultValue: true,
        description: 'True if the lower bound itself is in the range.',
      },
      upperInclusive: {
        type: new GraphQLNonNull(GraphQLBoolean),
        defaultValue: false,
        description: 'True if the upper bound itself is in the range.',
      },
    },
  });
}

/** `DateRangeFilter` */
export function rangeFilter(name: string, parts: RangeFilterParts): GraphQLInputObjectType {
  return filterOf(name, 'a range', parts, parts.range, parts.input);
}

/** `DateMultirangeFilter`: the operands are lists of ranges, and one range stands for a list of one. */
export function multirangeFilter(name: string, type: MultirangeType, parts: RangeFilterParts): GraphQLInputObjectType {
  return filterOf(name, 'a list of ranges', parts, type, listOf(parts.input));
}

function filterOf(
  name: string,
  what: string,
  { range, bound, boundFilter }: RangeFilterParts,
  type: RangeType | MultirangeType,
  input: GraphQLInputType,
): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: `Conditions on ${what}; all that are given must hold.`,
    fields: {
      eq: operatorField('eq', input, type, 'Equal: the same values are inside.'),
      ne: operatorField('ne', input, type, 'Not equal.'),
      ...comparisonFields(input, 'the lower bounds decide, then the upper ones; what is empty comes first'),
      contains: operatorField('contains', bound, range.subtype, 'This value is inside.'),
      containsRange: operatorField('contains', input, type, 'All of this is inside.'),
      containedBy: operatorField('containedBy', input, type, 'Lies inside of this.'),
      overlaps: operatorField('overlaps', input, type, 'Has a value in common with this.'),
      strictlyLeftOf: operatorField('strictlyLeftOf', input, type, 'Ends before this begins.'),
      strictlyRightOf: operatorField('strictlyRightOf', input, type, 'Begins after this ends.'),
      adjacentTo: operatorField('adjacentTo', input, type, 'Meets this without a gap or a value in common.'),
      lower: partField({ kind: 'bound', bound: 'lower' }, range.subtype, boundFilter, 'The lower bound; null if open.'),
      upper: partField({ kind: 'bound', bound: 'upper' }, range.subtype, boundFilter, 'The upper bound; null if open.'),
      isEmpty: isEmptyField('True: no value is inside. False: one is at least.'),
      ...isNullField,
    },
  });
}
