import {
  type GraphQLFieldConfig,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import { meaning } from './field-meaning.js';

/** The union of all types whose rows other subgraphs may refer to. */
export const entityUnionName = '_Entity';

export const anyScalar = new GraphQLScalarType({
  name: '_Any',
  description: 'A reference to a row: its `__typename`, and the fields of one of its keys.',
});

export const serviceTypeName = '_Service';

/** One for each schema, since each gives its fields resolvers of its own. */
export function createServiceType(): GraphQLObjectType {
  return new GraphQLObjectType({
    name: serviceTypeName,
    description: 'This server as a part of a federated graph.',
    fields: {
      sdl: {
        type: GraphQLString,
        description: 'The schema, with the directives of Apollo Federation 2.',
        ...meaning({ kind: 'introspection' }),
      },
    },
  });
}

export interface FederationTypes {
  readonly fields: ReadonlyMap<string, GraphQLFieldConfig<unknown, unknown>>;
  readonly types: readonly GraphQLNamedType[];
}

/**
 * What a subgraph of Apollo Federation has beside its own schema.
 * Source: Apollo Federation subgraph specification, "Subgraph schema additions".
 * @param entities Gives the types of rows that have a key; undefined where there is none.
 */
export function federationTypes(entities: (() => readonly GraphQLObjectType[]) | undefined): FederationTypes {
  const serviceType = createServiceType();
  const service = {
    type: new GraphQLNonNull(serviceType),
    description: 'What a router asks for to compose the graph.',
    ...meaning({ kind: 'introspection' }),
  };
  if (entities === undefined) return { fields: new Map([['_service', service]]), types: [serviceType] };
  const union = new GraphQLUnionType({ name: entityUnionName, description: 'Rows with a key.', types: entities });
  const representations = { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(anyScalar))) };
  const rows = {
    type: new GraphQLNonNull(new GraphQLList(union)),
    args: { representations },
    description: 'The rows that are referred to, in that order; null for one that is not there.',
    ...meaning({ kind: 'entities' }),
  };
  return {
    fields: new Map<string, GraphQLFieldConfig<unknown, unknown>>([
      ['_entities', rows],
      ['_service', service],
    ]),
    types: [serviceType, anyScalar, union],
  };
}
