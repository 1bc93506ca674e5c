import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLEnumType,
  type GraphQLScalarType,
} from 'graphql';
import {
  type ArrayType,
  baseOf,
  type BaseType,
  type DataType,
  dimensionsOfArray,
  type RangeType,
} from '../model/data-type.js';
import { isReference } from '../model/is-reference.js';
import { spaceOf } from '../model/space-of.js';
import type { TextSearchConfiguration } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { type FilterOperator, meaning } from './field-meaning.js';
import { arrayOf, builtInType, textType } from './filters/built-in-type.js';
import { compositeFilter } from './filters/composite-filter.js';
import { createDistanceTypes, type DistanceTypes } from './filters/distance-types.js';
import { hstoreFilter } from './filters/hstore-filter.js';
import { ltreeFilter } from './filters/ltree-filter.js';
import { isNullField, operatorField } from './filters/operator-field.js';
import { jsonbFilter, jsonPathFilter, jsonTextFilter } from './filters/json-filter.js';
import { incomparableListFilter, listFilter } from './filters/list-filter.js';
import { networkFields } from './filters/network-fields.js';
import { multirangeFilter, rangeFilter, type RangeFilterParts, rangeInput } from './filters/range-filter.js';
import { spatialFilter, withinDistanceInput } from './filters/spatial-filter.js';
import { createTextSearchTypes, type TextSearchTypes } from './filters/text-search-types.js';
import type { OutputTypes } from './output-types.js';
import { cidrScalar } from './scalars/cidr.js';
import { inetScalar } from './scalars/inet.js';
import { scalarOfType } from './scalar-of-type.js';

/** Gives the input type that holds the operators for columns of a type: `IntFilter`, `StringFilter`, `StatusFilter`. */
export interface FilterTypes {
  readonly of: (type: DataType) => GraphQLInputObjectType;
  readonly textSearch: TextSearchTypes;
  readonly distances: DistanceTypes;
  /** `DateRangeInput`; undefined where the bounds cannot be written. */
  readonly rangeInput: (range: RangeType) => GraphQLInputObjectType | undefined;
}

export interface FilterTypesOptions {
  readonly textSearchConfigurations: readonly TextSearchConfiguration[];
  /** Regular expressions, whose cost a client can drive up without bound. */
  readonly regexFilters: boolean;
}

export function createFilterTypes(outputTypes: OutputTypes, names: Names, options: FilterTypesOptions): FilterTypes {
  const known = new Map<string, GraphQLInputObjectType>();
  const textSearch = createTextSearchTypes(options.textSearchConfigurations);
  const distances = createDistanceTypes();
  const remember = (name: string, make: (name: string) => GraphQLInputObjectType): GraphQLInputObjectType => {
    const type = known.get(name) ?? make(name);
    known.set(name, type);
    return type;
  };
  const nameOf = ({ oid, name }: DataType): string => names.types.get(oid) ?? name;
  const intFilter = (): GraphQLInputObjectType => of(builtInType('int4'));

  /** The scalar or enum of a type whose values can be compared. */
  const comparable = (type: DataType): GraphQLScalarType | GraphQLEnumType | undefined => {
    if (type.kind === 'enum') return outputTypes.ofEnum(type);
    return type.kind === 'base' && type.orderingNamespace !== undefined && !isIncomparable(type)
      ? scalarOfType(type)
      : undefined;
  };

  const rangeParts = (range: RangeType): RangeFilterParts | undefined => {
    const bound = comparable(baseOf(range.subtype));
    if (bound === undefined || range.subtype.kind !== 'base') return undefined;
    const input = remember(`${nameOf(range)}Input`, (name) => rangeInput(name, bound));
    return { range, input, bound, boundFilter: of(range.subtype) };
  };

  const jsonPaths = (): GraphQLInputObjectType =>
    remember('JSONPathFilter', () =>
      jsonPathFilter({
        number: of(builtInType('numeric')),
        string: of(textType),
        boolean: of(builtInType('bool')),
      }),
    );

  const ofSpace = (base: BaseType): GraphQLInputObjectType | undefined => {
    const space = spaceOf(base);
    if (space === undefined) return undefined;
    if (space === 'geometry' || space === 'geography') {
      const within = remember('WithinDistanceInput', withinDistanceInput);
      return remember(space, () => spatialFilter(space, within));
    }
    const scalar = scalarOfType(base);
    return remember(`${scalar.name}Filter`, () => filterType(scalar, equality, distances.filter(space)));
  };

  const ofBase = (base: BaseType): GraphQLInputObjectType | undefined => {
    if (base.namespace === 'pg_catalog') {
      switch (base.name) {
        case 'jsonb':
          return remember('JSONFilter', () => jsonbFilter(jsonPaths()));
        case 'json':
          return remember('JSONTextFilter', () => jsonTextFilter(jsonPaths()));
        case 'tsvector':
          return textSearch.columnFilter;
      }
    } else if (base.name === 'ltree') {
      return remember('LtreeFilter', () => ltreeFilter(base));
    } else if (base.name === 'hstore') {
      return remember('HstoreFilter', () => hstoreFilter(base));
    }
    const scalar = comparable(base);
    if (scalar === undefined) return undefined;
    return remember(`${scalar.name}Filter`, () => filterType(scalar, operatorsOf(scalar), extraFields(base, options)));
  };

  const ofArray = (array: ArrayType): GraphQLInputObjectType => {
    const element = baseOf(array.element);
    const dimensions = dimensionsOfArray(array);
    const item = comparable(element);
    if (item === undefined) return remember('NullListFilter', () => incomparableListFilter(intFilter()));
    const name = `${item.name}${'List'.repeat(dimensions)}Filter`;
    return remember(name, () => listFilter(name, arrayOf(element, dimensions), item, intFilter()));
  };

  const of = (type: DataType): GraphQLInputObjectType => {
    const base = baseOf(type);
    switch (base.kind) {
      case 'base':
        return ofSpace(base) ?? ofBase(base) ?? remember('NullFilter', nullFilter);
      case 'enum': {
        const values = outputTypes.ofEnum(base);
        return remember(`${values.name}Filter`, () => filterType(values, [...equality, ...order], {}));
      }
      case 'array':
        return ofArray(base);
      case 'range': {
        const parts = rangeParts(base);
        if (parts === undefined) return remember('NullFilter', nullFilter);
        return remember(`${nameOf(base)}Filter`, (name) => rangeFilter(name, parts));
      }
      case 'multirange': {
        const parts = rangeParts(base.range);
        if (parts === undefined) return remember('NullFilter', nullFilter);
        return remember(`${nameOf(base)}Filter`, (name) => multirangeFilter(name, base, parts));
      }
      case 'composite':
        return remember(`${nameOf(base)}Filter`, (name) => compositeFilter(name, base, names, of));
    }
  };

  return { of, textSearch, distances, rangeInput: (range) => rangeParts(range)?.input };
}

/** Neither the names of things in the database nor the words of full-text search are compared, nor what has distances. */
function isIncomparable(type: BaseType): boolean {
  return (
    isReference(type) ||
    spaceOf(type) !== undefined ||
    (type.namespace === 'pg_catalog' && ['tsquery', 'tsvector'].includes(type.name))
  );
}

function extraFields(base: BaseType, { regexFilters }: FilterTypesOptions): GraphQLInputFieldConfigMap {
  const scalar = scalarOfType(base);
  if (scalar === inetScalar || scalar === cidrScalar) return networkFields;
  if (scalar !== GraphQLString || !regexFilters) return {};
  const pattern = (operator: 'matches' | 'matchesInsensitive', description: string) => ({
    [operator]: operatorField(operator, GraphQLString, textType, description),
  });
  return {
    ...pattern('matches', 'Matches a regular expression of PostgreSQL.'),
    ...pattern('matchesInsensitive', 'Matches a regular expression of PostgreSQL, without regard to case.'),
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

function operatorsOf(scalar: GraphQLScalarType | GraphQLEnumType): readonly FilterOperator[] {
  if (scalar === GraphQLBoolean) return equality;
  if (scalar === GraphQLString) return [...equality, ...order, ...patterns];
  return [...equality, ...order];
}

function filterType(
  type: GraphQLScalarType | GraphQLEnumType,
  operators: readonly FilterOperator[],
  extra: GraphQLInputFieldConfigMap,
): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: `${type.name}Filter`,
    description: `Conditions on a value of type ${type.name}; all that are given must hold.`,
    fields: {
      ...Object.fromEntries(operators.map((operator) => [operator, comparisonField(type, operator)])),
      ...extra,
      ...isNullField,
    },
  });
}

function comparisonField(type: GraphQLInputType, operator: FilterOperator) {
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
