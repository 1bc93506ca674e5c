import { type GraphQLError, GraphQLSchema, validateSchema } from 'graphql';

/** What graphql-js finds wrong with a schema. Ours are taken to be valid; a copy, whose types are all made, is not. */
export function schemaErrors(schema: GraphQLSchema): readonly GraphQLError[] {
  return validateSchema(new GraphQLSchema({ ...schema.toConfig(), assumeValid: false }));
}
