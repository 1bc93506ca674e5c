import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationPlan } from '../plan/operation-plan.js';
import { type PeculiarVariables, shapeOfVariables, type VariableShape } from '../plan/shape-of-variables.js';
import type { Answer } from '../sql/statement.js';
import { fieldMeaningOf } from '../typesystem/field-meaning.js';

/** All that is kept of one operation of a document. */
export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly shape: VariableShape;
  /** By shape of the variables, and of the row filters that bear on them. */
  readonly compiled: LRUCache<string, CompiledOperation>;
}

/** An operation for one shape of its variables. */
export interface CompiledOperation {
  readonly plan: OperationPlan;
  readonly answer: Answer;
}

/** Shapes of one operation that are kept; one used in more ways than this is compiled anew now and then. */
const shapesOfOneOperation = 64;

/** Undefined if the document has no operation of that name, or several and no name is given. */
export function prepareOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): PreparedOperation | undefined {
  const operation = getOperationAST(document, operationName);
  if (operation == null) return undefined;
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return {
    operation,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    shape: shapeOfVariables(schema, operation.variableDefinitions ?? [], peculiarVariables(schema, document)),
    compiled: new LRUCache({ max: shapesOfOneOperation }),
  };
}

/** The variables that stand as a cursor, a global identifier or a number of rows anywhere in the document. */
function peculiarVariables(schema: GraphQLSchema, document: DocumentNode): PeculiarVariables {
  const cursors = new Set<string>();
  const nodeIds = new Set<string>();
  const sizes = new Set<string>();
  const offsets = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument({ name, value }) {
        const field = typeInfo.getFieldDef();
        if (value.kind !== Kind.VARIABLE || field == null) return;
        const meaning = fieldMeaningOf(field);
        if (meaning?.kind === 'node') nodeIds.add(value.name.value);
        else if (name.value === 'after' || name.value === 'before') cursors.add(value.name.value);
        else if (name.value === 'first' || name.value === 'last') sizes.add(value.name.value);
        else if (name.value === 'offset') offsets.add(value.name.value);
      },
    }),
  );
  return { cursors, nodeIds, sizes, offsets };
}
