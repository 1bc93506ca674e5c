import { GraphQLID, GraphQLInterfaceType, GraphQLNonNull } from 'graphql';

/** Relay's `Node`. With Relay's own ids the field is `id`, else `nodeId`, so that columns named `id` keep their name. */
export function nodeInterface(nodeIdField: string): GraphQLInterfaceType {
  return new GraphQLInterfaceType({
    name: 'Node',
    description: 'A row that can be fetched by a global identifier.',
    fields: {
      [nodeIdField]: { type: new GraphQLNonNull(GraphQLID), description: 'The global identifier, the same for ever.' },
    },
  });
}
