import {
  GraphQLEnumType,
  type GraphQLFieldConfigArgumentMap,
  GraphQLFloat,
  type GraphQLInputFieldConfigMap,
  GraphQLInputObjectType,
  GraphQLNonNull,
  type GraphQLScalarType,
} from 'graphql';
import type { Space } from '../../model/space-of.js';
import { type FilterOperator, meaning } from '../field-meaning.js';
import { orderDirection } from '../order-direction.js';
import { geoJsonScalar } from '../scalars/geo-json.js';
import { sparseVectorScalar } from '../scalars/sparse-vector.js';
import { vectorScalar } from '../scalars/vector.js';

export const vectorMetric = new GraphQLEnumType({
  name: 'VectorMetric',
  ...meaning({ decidesPlan: true }),
  description:
    'How the distance between two vectors is measured (pgvector). An index serves the metric that it was made for.',
  values: {
    L2: { description: 'Euclidean distance, `<->`.' },
    INNER_PRODUCT: { description: 'The inner product times -1, `<#>`: the less, the more alike.' },
    COSINE: { description: 'Cosine distance, `<=>`: from 0 to 2.' },
    L1: { description: 'Taxicab distance, `<+>`.' },
  },
});

/** The input types for distances. */
export interface DistanceTypes {
  /** `to` and, for vectors, `metric`. */
  readonly arguments: (space: Space) => GraphQLFieldConfigArgumentMap;
  /** `VectorDistanceOrder`, `SparseVectorDistanceOrder`, `GeoJSONDistanceOrder`. */
  readonly order: (space: Space) => GraphQLInputObjectType;
  /** The condition `distance` on vectors. */
  readonly filter: (space: 'vector' | 'sparseVector') => GraphQLInputFieldConfigMap;
}

export function createDistanceTypes(): DistanceTypes {
  const orders = new Map(scalars.map((scalar) => [scalar, orderType(scalar)]));
  const filters = new Map(scalars.map((scalar) => [scalar, filterType(scalar)]));
  return {
    arguments: (space) => from(scalarOfSpace[space]),
    order: (space) => required(orders.get(scalarOfSpace[space])),
    filter: (space) => ({
      distance: {
        type: required(filters.get(scalarOfSpace[space])),
        description: 'How far it is from a vector.',
        ...meaning({ kind: 'distanceConditions' }),
      },
    }),
  };
}

type Scalar = GraphQLScalarType<unknown, unknown>;

const scalarOfSpace: Readonly<Record<Space, Scalar>> = {
  vector: vectorScalar,
  sparseVector: sparseVectorScalar,
  geometry: geoJsonScalar,
  geography: geoJsonScalar,
};

const scalars: readonly Scalar[] = [...new Set(Object.values(scalarOfSpace))];

function from(scalar: Scalar) {
  return {
    to: { type: new GraphQLNonNull(scalar), description: 'What to measure from.' },
    ...(scalar !== geoJsonScalar && {
      metric: { type: new GraphQLNonNull(vectorMetric), defaultValue: 'L2', description: 'How to measure.' },
    }),
  };
}

function orderType(scalar: Scalar): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: `${scalar.name}DistanceOrder`,
    description: 'An order by distance.',
    fields: {
      ...from(scalar),
      direction: {
        type: new GraphQLNonNull(orderDirection),
        defaultValue: 'ASC',
        description: 'By default, what is nearest comes first; an index serves that alone.',
      },
    },
  });
}

function filterType(scalar: Scalar): GraphQLInputObjectType {
  const compare = (operator: FilterOperator, description: string) => ({
    [operator]: { type: GraphQLFloat, description, ...meaning({ kind: 'operator', operator }) },
  });
  return new GraphQLInputObjectType({
    name: `${scalar.name}DistanceFilter`,
    description: 'Conditions on a distance; all that are given must hold.',
    fields: {
      ...from(scalar),
      ...compare('gt', 'Further than this.'),
      ...compare('gte', 'Not nearer than this.'),
      ...compare('lt', 'Nearer than this.'),
      ...compare('lte', 'Not further than this.'),
    },
  });
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('There is no such type of distances.');
  return value;
}
