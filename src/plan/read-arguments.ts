import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  valueFromAST,
  valueFromASTUntyped,
  type ValueNode,
} from 'graphql';
import type { PlanContext } from './plan-context.js';
import type { Source } from './slot.js';

/** An argument or a part of it: its structure is known when the plan is made, its leaf values may still change. */
export type Input =
  | { readonly kind: 'null' }
  | { readonly kind: 'leaf'; readonly value: unknown; readonly source: Source }
  | { readonly kind: 'list'; readonly items: readonly Input[]; readonly source: Source }
  | { readonly kind: 'object'; readonly fields: readonly InputEntry[]; readonly source: Source };

export interface InputEntry {
  readonly field: GraphQLInputField;
  readonly input: Input;
}

/** The arguments of a field by name; those that are absent, or whose variable is, are not there. */
export function readArguments(
  { variables }: Pick<PlanContext, 'variables'>,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode | undefined,
): ReadonlyMap<string, Input> {
  const inputs = new Map<string, Input>();
  for (const argument of field.args) {
    const input = node && readArgument(argument, node, variables);
    if (input !== undefined) inputs.set(argument.name, input);
  }
  return inputs;
}

function readArgument(
  argument: GraphQLArgument,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Input | undefined {
  const value = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
  return value && readNode(argument.type, value, variables);
}

function readNode(
  type: GraphQLInputType,
  node: ValueNode,
  variables: Readonly<Record<string, unknown>>,
): Input | undefined {
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    return Object.hasOwn(variables, name) ? readValue(type, variables[name], [name]) : undefined;
  }
  if (node.kind === Kind.NULL) return { kind: 'null' };
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const itemType = nullable.ofType;
    const nodes = node.kind === Kind.LIST ? node.values : [node];
    const items = nodes.map((item) => readNode(itemType, item, variables) ?? ({ kind: 'null' } as const));
    return { kind: 'list', items, source: { kind: 'list', items: items.map(sourceOf) } };
  }
  if (isInputObjectType(nullable)) {
    const fields: InputEntry[] = [];
    for (const { name, value } of node.kind === Kind.OBJECT ? node.fields : []) {
      const field = nullable.getFields()[name.value];
      const input = field && readNode(field.type, value, variables);
      if (field !== undefined && input !== undefined) fields.push({ field, input });
    }
    return { kind: 'object', fields, source: objectSource(fields) };
  }
  const value = valueFromAST(node, nullable, variables);
  return { kind: 'leaf', value, source: literalSource(node, value, variables) };
}

/** The same for a coerced variable, in which graphql-js has put defaults and wrapped single values into lists. */
export function readValue(
  type: GraphQLInputType,
  value: unknown,
  path: readonly (string | number)[],
): Input | undefined {
  if (value === undefined) return undefined;
  if (value === null) return { kind: 'null' };
  const source: Source = { kind: 'variable', path };
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    // A variable of a list's item type may stand for a list of one.
    const listed = Array.isArray(value);
    const itemType = nullable.ofType;
    const items = (listed ? (value as unknown[]) : [value]).map(
      (item, index) => readValue(itemType, item, listed ? [...path, index] : path) ?? ({ kind: 'null' } as const),
    );
    return { kind: 'list', items, source: listed ? source : { kind: 'list', items: items.map(sourceOf) } };
  }
  if (isInputObjectType(nullable)) {
    const fields: InputEntry[] = [];
    for (const field of Object.values(nullable.getFields())) {
      // A column may be named `constructor`.
      if (!Object.hasOwn(value, field.name)) continue;
      const input = readValue(field.type, (value as Record<string, unknown>)[field.name], [...path, field.name]);
      if (input !== undefined) fields.push({ field, input });
    }
    return { kind: 'object', fields, source };
  }
  return { kind: 'leaf', value, source };
}

/** A literal of a scalar such as `JSON` may have variables inside, which the plan must not keep. */
function literalSource(node: ValueNode, value: unknown, variables: Readonly<Record<string, unknown>>): Source {
  switch (node.kind) {
    case Kind.VARIABLE:
      return Object.hasOwn(variables, node.name.value)
        ? { kind: 'variable', path: [node.name.value] }
        : { kind: 'constant', value: null };
    case Kind.LIST:
      return { kind: 'list', items: node.values.map((item) => literalSource(item, untyped(item), variables)) };
    case Kind.OBJECT:
      return {
        kind: 'object',
        fields: node.fields
          .filter(({ value }) => value.kind !== Kind.VARIABLE || Object.hasOwn(variables, value.name.value))
          .map((field) => [field.name.value, literalSource(field.value, untyped(field.value), variables)]),
      };
    default:
      return { kind: 'constant', value };
  }
}

function untyped(node: ValueNode): unknown {
  return node.kind === Kind.VARIABLE ? undefined : valueFromASTUntyped(node);
}

function objectSource(fields: readonly InputEntry[]): Source {
  return { kind: 'object', fields: fields.map(({ field, input }) => [field.name, sourceOf(input)]) };
}

function sourceOf(input: Input): Source {
  return input.kind === 'null' ? { kind: 'constant', value: null } : input.source;
}
