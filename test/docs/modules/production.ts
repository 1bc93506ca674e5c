import express, { type RequestHandler } from 'express';
import { GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';
import { createGateway, fromPool, type Observer } from 'pillion';
import { expressMount } from 'pillion/express';
import type pg from 'pg';

/** The operations that your clients were built with, by their hash: the manifest that `pillion check` reads in CI. */
export type StoredOperations = Readonly<Record<string, string>>;

export async function createApp(pool: pg.Pool, stored: StoredOperations, log: Observer) {
  const gateway = await createGateway({
    withConnection: fromPool(pool),
    statementTimeout: 2000,
    maxPageSize: 200,
    maxResultBytes: 4_194_304,
    introspection: false,
    hideSchemaDetailsFromClientErrors: true,
    observers: [log],
  });
  const app = express();
  app.get('/health', (_req, res) => {
    const { state } = gateway.status;
    res.status(state === 'ready' ? 200 : 503).json({ status: state });
  });
  const mount = expressMount(gateway, { validationRules: [depthLimit(8)], parseOptions: { maxLexicalTokens: 2000 } });
  app.use('/graphql', express.json(), onlyStored(stored), mount);
  return { app, gateway };
}

/** Clients send a hash, as Apollo's persisted queries do; what is run is our own text of it. */
function onlyStored(stored: StoredOperations): RequestHandler {
  const operations = new Map(Object.entries(stored));
  return (req, res, next) => {
    const { extensions, ...rest } = (req.body ?? {}) as {
      readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: string } };
    };
    const query = operations.get(extensions?.persistedQuery?.sha256Hash ?? '');
    if (req.method !== 'POST' || query === undefined) {
      res.status(400).json({ errors: [{ message: 'This operation is not one of the stored ones.' }] });
      return;
    }
    req.body = { ...rest, query };
    next();
  };
}

/** How deep fields may be nested, through fragments too. */
export function depthLimit(most: number): ValidationRule {
  return (context) => {
    const fragments = new Map<string, number>();
    const depthOf = ({ selections }: SelectionSetNode): number =>
      Math.max(
        ...selections.map((selection) => {
          if (selection.kind === Kind.FRAGMENT_SPREAD) return depthOfFragment(selection.name.value);
          const inside = selection.selectionSet === undefined ? 0 : depthOf(selection.selectionSet);
          return selection.kind === Kind.FIELD ? inside + 1 : inside;
        }),
      );
    const depthOfFragment = (name: string): number => {
      const known = fragments.get(name);
      if (known !== undefined) return known;
      fragments.set(name, 0); // For a fragment that is within itself, which another rule refuses.
      const fragment = context.getFragment(name);
      const depth = fragment == null ? 0 : depthOf(fragment.selectionSet);
      fragments.set(name, depth);
      return depth;
    };
    return {
      OperationDefinition(operation) {
        if (depthOf(operation.selectionSet) <= most) return;
        context.reportError(new GraphQLError(`Fields are nested deeper than ${most}.`, { nodes: [operation] }));
      },
    };
  };
}
