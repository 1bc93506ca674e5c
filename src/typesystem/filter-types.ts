import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLEnumType,
  type GraphQLScalarType,
} from 'graphql';
import { baseOf, type DataType } from '../model/data-type.js';
import { type FilterOperator, meaning } from './field-meaning.js';
import type { OutputTypes } from './output-types.js';
import { scalarOfType } from './scalar-of-type.js';

/** Gives the input type that holds the operators for columns of a type: `IntFilter`, `StringFilter`, `StatusFilter`. */
export interface FilterTypes {
  readonly of: (type: DataType) => GraphQLInputObjectType;
}

export function createFilterTypes(outputTypes: OutputTypes): FilterTypes {
  const known = new Map<string, GraphQLInputObjectType>();
  const remember = (name: string, make: () => GraphQLInputObjectType): GraphQLInputObjectType => {
    const type = known.get(name) ?? make();
    known.set(name, type);
    return type;
  };
  return {
    of(type) {
      const base = baseOf(type);
      if (base.kind === 'enum') {
        const values = outputTypes.ofEnum(base);
        return remember(`${values.name}Filter`, () => filterType(values, [...equality, ...order]));
      }
      if (base.kind === 'base' && base.orderingNamespace !== undefined) {
        const scalar = scalarOfType(base);
        const operators = operatorsOf(scalar);
        if (operators !== undefined) return remember(`${scalar.name}Filter`, () => filterType(scalar, operators));
      }
      return remember('NullFilter', nullFilter);
    },
  };
}

const equality: readonly FilterOperator[] = ['eq', 'ne', 'in', 'notIn', 'isDistinctFrom', 'isNotDistinctFrom'];
const order: readonly FilterOperator[] = ['gt', 'gte', 'lt', 'lte'];
const patterns: readonly FilterOperator[] = [
  'like',
  'ilike',
  'startsWith',
  'endsWith',
  'contains',
  'startsWithInsensitive',
  'endsWithInsensitive',
  'containsInsensitive',
];

/** Undefined for JSON, which PostgreSQL compares only as `jsonb` and by other operators. */
function operatorsOf(scalar: GraphQLScalarType): readonly FilterOperator[] | undefined {
  if (scalar.name === 'JSON') return undefined;
  if (scalar === GraphQLBoolean) return equality;
  if (scalar === GraphQLString) return [...equality, ...order, ...patterns];
  return [...equality, ...order];
}

function filterType(
  type: GraphQLScalarType | GraphQLEnumType,
  operators: readonly FilterOperator[],
): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: `${type.name}Filter`,
    description: `Conditions on a value of type ${type.name}; all that are given must hold.`,
    fields: {
      ...Object.fromEntries(operators.map((operator) => [operator, operatorField(type, operator)])),
      ...isNullField,
    },
  });
}

function operatorField(type: GraphQLInputType, operator: FilterOperator) {
  return {
    type: operator === 'in' || operator === 'notIn' ? new GraphQLList(new GraphQLNonNull(type)) : type,
    description: operatorDescriptions[operator],
    ...meaning({ kind: 'operator', operator }),
  };
}

function nullFilter(): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: 'NullFilter',
    description: 'Conditions on a value that can only be tested for being there.',
    fields: isNullField,
  });
}

const operatorDescriptions: Readonly<Record<FilterOperator, string>> = {
  eq: 'Equal.',
  ne: 'Not equal. Null is neither equal nor unequal to anything.',
  gt: 'Greater than.',
  gte: 'Greater than or equal.',
  lt: 'Less than.',
  lte: 'Less than or equal.',
  in: 'Equal to one of these.',
  notIn: 'Equal to none of these.',
  isNull: 'True: has no value. False: has a value.',
  isDistinctFrom: 'Not equal, where null counts as a value of its own.',
  isNotDistinctFrom: 'Equal, where null counts as a value of its own.',
  like: 'Matches a pattern: `%` stands for any text, `_` for one character, `\\` takes the meaning from the next one.',
  ilike: 'Matches a pattern as `like` does, without regard to case.',
  startsWith: 'Starts with this text.',
  endsWith: 'Ends with this text.',
  contains: 'Contains this text.',
  startsWithInsensitive: 'Starts with this text, without regard to case.',
  endsWithInsensitive: 'Ends with this text, without regard to case.',
  containsInsensitive: 'Contains this text, without regard to case.',
};

const isNullField = {
  isNull: {
    type: GraphQLBoolean,
    description: operatorDescriptions.isNull,
    ...meaning({ kind: 'operator', operator: 'isNull' }),
  },
};
