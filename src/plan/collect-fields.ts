import {
  type FieldNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import type { PlanContext } from './plan-context.js';

/**
 * The fields of a selection set by response key, in the order of the answer; fragments are spread, fields of one key
 * are kept together for their selections to be merged.
 * Source: GraphQL specification, section 6.3.2 "Field Collection".
 */
export function collectFields(
  context: PlanContext,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, context.variables)) continue;
      switch (selection.kind) {
        case Kind.FIELD: {
          const key = selection.alias?.value ?? selection.name.value;
          const nodes = fields.get(key);
          if (nodes === undefined) fields.set(key, [selection]);
          else nodes.push(selection);
          break;
        }
        case Kind.INLINE_FRAGMENT:
          if (applies(context, type, selection)) collect(selection.selectionSet.selections);
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = context.fragments.get(selection.name.value);
          if (fragment === undefined || visited.has(selection.name.value)) break;
          visited.add(selection.name.value);
          if (applies(context, type, fragment)) collect(fragment.selectionSet.selections);
        }
      }
    }
  };
  for (const { selections } of selectionSets) collect(selections);
  return fields;
}

/** The selection sets of all fields of one response key. */
export function selectionSetsOf(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap((node) => node.selectionSet ?? []);
}

function isIncluded(selection: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const values = { ...variables };
  if (getDirectiveValues(GraphQLSkipDirective, selection, values)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, values)?.if !== false;
}

function applies(
  { schema }: PlanContext,
  type: GraphQLObjectType,
  { typeCondition }: Pick<Extract<SelectionNode, { kind: Kind.INLINE_FRAGMENT }>, 'typeCondition'>,
): boolean {
  if (typeCondition === undefined) return true;
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}
