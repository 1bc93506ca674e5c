import {
  getNullableType,
  getVariableValues,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  isLeafType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';

export type CoercedVariables =
  { readonly variables: Readonly<Record<string, unknown>> } | { readonly errors: readonly GraphQLError[] };

/** Checks the variables of a request against their types; what is wrong with them is the client's to mend. */
export type CoerceVariables = (inputs: Readonly<Record<string, unknown>>) => CoercedVariables;

/**
 * The check for the variables of one operation. graphql-js looks each type up anew for each request, and allocates for the
 * paths of faults; where all variables are plain values, they are read by their types alone. Whatever is not as it should be
 * goes through graphql-js, so that it is graphql-js that tells of it.
 */
export function variableCoercion(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): CoerceVariables {
  if (definitions.length === 0) return () => noVariables;
  const byGraphql: CoerceVariables = (inputs) => coerceByGraphql(schema, definitions, inputs);
  const leaves: (readonly [string, GraphQLLeafType])[] = [];
  for (const { variable, type } of definitions) {
    const inputType = typeFromAST(schema, type) as GraphQLInputType | undefined;
    const nullable = inputType && getNullableType(inputType);
    if (!isLeafType(nullable)) return byGraphql;
    leaves.push([variable.name.value, nullable]);
  }
  return (inputs) => plainValues(leaves, inputs) ?? byGraphql(inputs);
}

/** Undefined if one is missing, null, or not of its type. */
function plainValues(
  leaves: readonly (readonly [string, GraphQLLeafType])[],
  inputs: Readonly<Record<string, unknown>>,
): CoercedVariables | undefined {
  const variables: Record<string, unknown> = {};
  for (const [name, type] of leaves) {
    const value = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    if (value === undefined || value === null) return undefined;
    try {
      const parsed: unknown = type.parseValue(value);
      if (parsed === undefined) return undefined;
      variables[name] = parsed;
    } catch {
      return undefined;
    }
  }
  return { variables };
}

function coerceByGraphql(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  inputs: Readonly<Record<string, unknown>>,
): CoercedVariables {
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
