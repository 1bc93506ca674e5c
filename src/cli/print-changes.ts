import { type GraphQLSchema, printSchema } from 'graphql';
import type { Engine } from '../gateway/gateway.js';
import { schemaDifferences } from './schema-differences.js';

/** Prints what each reload has changed in the schema. */
export function printChanges(engine: Pick<Engine, 'onSchema'>): void {
  let before: { readonly text: string; readonly schema: GraphQLSchema } | undefined;
  engine.onSchema((schema) => {
    const now = { text: printSchema(schema), schema };
    if (before !== undefined) console.log(`The schema has changed.\n${schemaDifferences(before, now)}`);
    before = now;
  });
}
