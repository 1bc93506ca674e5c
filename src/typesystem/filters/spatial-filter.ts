import { GraphQLFloat, GraphQLInputObjectType, GraphQLNonNull } from 'graphql';
import { meaning, type SpatialPredicate } from '../field-meaning.js';
import { geoJsonScalar } from '../scalars/geo-json.js';
import { isNullField } from './operator-field.js';

/** `GeometryFilter`, `GeographyFilter`: PostGIS's predicates; geographies have some of them. */
export function spatialFilter(space: 'geometry' | 'geography', within: GraphQLInputObjectType): GraphQLInputObjectType {
  const [name, predicates] =
    space === 'geometry' ? ['GeometryFilter', ofGeometries] : ['GeographyFilter', ofGeographies];
  return new GraphQLInputObjectType({
    name,
    description: `Conditions on a ${space}; all that are given must hold.`,
    fields: {
      ...Object.fromEntries(
        predicates.map((predicate) => [
          predicate,
          { type: geoJsonScalar, description: descriptions[predicate], ...meaning({ kind: 'spatial', predicate }) },
        ]),
      ),
      withinDistance: {
        type: within,
        description: 'No further away than this (`ST_DWithin`).',
        ...meaning({ kind: 'withinDistance' }),
      },
      ...isNullField,
    },
  });
}

/** `WithinDistance`: how near to what. */
export function withinDistanceInput(): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: 'WithinDistanceInput',
    description: 'How near to what.',
    fields: {
      of: { type: new GraphQLNonNull(geoJsonScalar), description: 'What to measure from.' },
      distance: {
        type: new GraphQLNonNull(GraphQLFloat),
        description: 'At most so far: metres for a geography, the units of the coordinates for a geometry.',
      },
    },
  });
}

type Predicate = Exclude<SpatialPredicate, 'withinDistance'>;

const ofGeographies: readonly Predicate[] = ['intersects', 'covers', 'coveredBy', 'boxOverlaps'];
const ofGeometries: readonly Predicate[] = [
  'intersects',
  'disjoint',
  'contains',
  'within',
  'covers',
  'coveredBy',
  'equals',
  'touches',
  'crosses',
  'overlaps',
  'boxOverlaps',
];

const descriptions: Readonly<Record<Predicate, string>> = {
  intersects: 'Has a point in common with this (`ST_Intersects`).',
  disjoint: 'Has no point in common with this (`ST_Disjoint`).',
  contains: 'No point of this lies outside, and the insides have one in common (`ST_Contains`).',
  within: 'Lies inside of this, not only on its boundary (`ST_Within`).',
  covers: 'No point of this lies outside (`ST_Covers`).',
  coveredBy: 'No point of it lies outside of this (`ST_CoveredBy`).',
  equals: 'The same points (`ST_Equals`).',
  touches: 'Boundaries have a point in common, insides have none (`ST_Touches`).',
  crosses: 'Insides have some points in common, not all (`ST_Crosses`).',
  overlaps: 'Of the same dimension, with some points in common, not all (`ST_Overlaps`).',
  boxOverlaps: 'The boxes around the two have a point in common (`&&`).',
};
