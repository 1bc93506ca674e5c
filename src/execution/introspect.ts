import {
  executeSync,
  type FieldNode,
  type GraphQLError,
  GraphQLObjectType,
  GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { PillionError } from '../errors/pillion-error.js';
import { collectFields } from '../plan/collect-fields.js';
import type { PlanContext } from '../plan/plan-context.js';
import { createServiceType } from '../typesystem/federation-types.js';
import { federationSdl } from '../typesystem/federation-sdl.js';

export interface Introspection {
  /** JSON by response key. */
  readonly values: ReadonlyMap<string, string>;
  readonly errors: readonly GraphQLError[] | undefined;
}

/**
 * Answers the fields `__schema`, `__type` and `_service` of an operation from the schema alone.
 * @param variables As the client sent them: graphql-js coerces them itself.
 */
export function introspect(
  context: PlanContext,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Introspection {
  const fields = introspectionFields(context, operation);
  const { data, errors } = executeSync({
    schema: context.schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: fields } },
        ...context.fragments.values(),
      ],
    },
    variableValues: variables,
  });
  const given = { ...data, ...serviceOf(context, operation) };
  const values = new Map(Object.entries(given).map(([key, value]) => [key, JSON.stringify(value)]));
  return { values, errors };
}

/** `_service`, as a subgraph tells of itself. */
function serviceOf(context: PlanContext, operation: OperationDefinitionNode): ObjMap | null | undefined {
  const selections = rootNodes(context, operation).filter(({ name }) => name.value === '_service');
  if (selections.length === 0) return undefined;
  const { data } = executeSync({
    schema: serviceSchema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: operation.operation,
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        },
        ...context.fragments.values(),
      ],
    },
    rootValue: { _service: { sdl: federationSdl(context.schema) } },
  });
  return data;
}

type ObjMap = Readonly<Record<string, unknown>>;

const serviceSchema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { _service: { type: createServiceType() } } }),
});

/**
 * @param allowed The option: true, false (which is the server's affair), or a function that decides for the request.
 * @throws PillionError `FORBIDDEN` if the function says no.
 */
export function assertIntrospectable<Context>(
  allowed: boolean | ((context: Context) => boolean) | undefined,
  context: Context,
): void {
  const answer: unknown = typeof allowed === 'function' ? allowed(context) : true;
  if (answer === true) return;
  if (answer === false)
    throw new PillionError('FORBIDDEN', 'This request may not ask for the schema.', { exposed: true });
  throw new PillionError('CONFIGURATION', 'The option "introspection" gave neither true nor false.');
}

function introspectionFields(context: PlanContext, operation: OperationDefinitionNode): readonly FieldNode[] {
  return rootNodes(context, operation).filter(({ name }) => name.value === '__schema' || name.value === '__type');
}

function rootNodes(context: PlanContext, operation: OperationDefinitionNode): readonly FieldNode[] {
  const query = context.schema.getQueryType();
  return query == null ? [] : [...collectFields(context, query, [operation.selectionSet]).values()].flat();
}
