import { getVariableValues, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

export type CoercedVariables =
  { readonly variables: Readonly<Record<string, unknown>> } | { readonly errors: readonly GraphQLError[] };

/** Checks the variables of a request against their types; what is wrong with them is the client's to mend. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  inputs: Readonly<Record<string, unknown>>,
): CoercedVariables {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return noVariables;
  try {
    const { coerced, errors } = getVariableValues(schema, definitions, inputs, { maxErrors: 50 });
    return coerced === undefined ? { errors: errors.map(asBadUserInput) } : { variables: coerced };
  } catch (thrown) {
    // graphql-js coerces by recursion: the stack is its only limit of depth.
    if (!(thrown instanceof RangeError)) throw thrown;
    return { errors: [asBadUserInput(new GraphQLError('The variables are nested too deeply.'))] };
  }
}

const noVariables: CoercedVariables = { variables: {} };

function asBadUserInput(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    originalError: error.originalError ?? null,
    extensions: { ...error.extensions, code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}
