import type { RootPlan } from '../plan/operation-plan.js';
import type { Compilation } from './compilation.js';
import { compileCalled } from './compile-called.js';
import { compileCondition } from './compile-condition.js';
import { compileConnection } from './compile-connection.js';
import { compileEntities } from './compile-entities.js';
import { compileObject, compileSingleRow } from './compile-object.js';
import { compileRowsByKeys } from './compile-rows-by-keys.js';
import type { Sql } from './knex.js';
import { concatenate } from './text-pieces.js';

/** A root field that the database answers. */
export type DatabaseRootPlan = Exclude<RootPlan, { readonly kind: 'constant' | 'introspection' }>;

export function isDatabaseRoot(root: RootPlan): root is DatabaseRootPlan {
  return root.kind !== 'constant' && root.kind !== 'introspection';
}

/** The JSON text of a root field as one value. */
export function compileRoot(compilation: Compilation, root: DatabaseRootPlan): Sql {
  switch (root.kind) {
    case 'connection':
      return compileConnection(compilation, root.connection, undefined, compileObject);
    case 'row':
      return compileSingleRow(compilation, root.object, (source) => compileCondition(compilation, source, root.where));
    case 'rowsByKeys':
      return compileRowsByKeys(compilation, root);
    case 'entities':
      return compileEntities(compilation, root);
    default: {
      const pieces = compileCalled(compilation, root, undefined, compileObject);
      const [only] = pieces;
      return pieces.length > 1 || typeof only !== 'object' ? concatenate(pieces) : only;
    }
  }
}
