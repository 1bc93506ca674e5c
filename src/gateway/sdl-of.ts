import { type GraphQLSchema, printSchema } from 'graphql';
import { LazySchema } from '../typesystem/lazy-schema.js';

/** A schema in the schema definition language, in reading order. */
export function sdlOf(schema: GraphQLSchema): string {
  return printSchema(schema instanceof LazySchema ? schema.inReadingOrder() : schema);
}
