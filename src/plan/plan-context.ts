import type { FragmentDefinitionNode, GraphQLSchema } from 'graphql';
import type { Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';

/** What planning reads beside the selection itself. */
export interface PlanContext {
  readonly schema: GraphQLSchema;
  readonly names: Names;
  readonly pageSizes: PageSizes;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced by graphql-js. The plan depends on their shape only, see `shapeOfVariables`. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Rows of a page. */
export interface PageSizes {
  /** Without `first` and `last`. */
  readonly defaultOf: (list: ListSource) => number;
  /** The most that `first` and `last` may ask for. */
  readonly maximumOf: (list: ListSource) => number;
}

/** The table or function whose rows a list holds. */
export type ListSource = Pick<Table, 'namespace' | 'name' | 'tags'>;
