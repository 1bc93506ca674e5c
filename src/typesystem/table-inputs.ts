import type { GraphQLEnumType, GraphQLInputObjectType } from 'graphql';
import type { Relationship, Table } from '../model/database-model.js';

/** The input types of one table. */
export interface TableInputs {
  readonly where: GraphQLInputObjectType;
  /** For relationships that lead to many rows of the table. */
  readonly listFilter: GraphQLInputObjectType;
  /** Undefined where no column has an order. */
  readonly orderBy: GraphQLInputObjectType | undefined;
  /** The columns that have an order. */
  readonly columns: GraphQLEnumType | undefined;
}

export interface TableInputTypes {
  readonly of: (table: Table) => TableInputs;
  /** The relationships that start at a table. */
  readonly relationshipsOf: (table: Table) => readonly Relationship[];
}
