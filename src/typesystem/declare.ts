import type { GraphQLNamedType } from 'graphql';

/** Publishes a type: it is known by its name from now on, though nobody has asked for its fields yet. */
export type Declare = <Type extends GraphQLNamedType>(type: Type) => Type;
