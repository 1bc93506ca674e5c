import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  GraphQLInterfaceType,
  GraphQLObjectType,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { type FieldMeaning, fieldMeaningOf, type RowGraphQLType } from '../typesystem/field-meaning.js';
import { collectFields, selectionSetsOf } from './collect-fields.js';
import type { ConstantPlan } from './operation-plan.js';
import type { PlanContext } from './plan-context.js';

/** A field of a selection set, with all nodes of its response key. */
export interface SelectedField {
  readonly responseKey: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly meaning: FieldMeaning;
  readonly nodes: readonly FieldNode[];
  readonly selectionSets: readonly SelectionSetNode[];
  /** The field's own type below lists and `!`, where it is an object type. */
  readonly type: GraphQLObjectType | undefined;
  /** The same, where it may be the interface of rows of several types. */
  readonly rowType: RowGraphQLType | undefined;
}

export type TypeNamePlan = ConstantPlan & { readonly responseKey: string };

/** Plans each field of a selection set; `__typename` is the same everywhere. */
export function planFields<Plan>(
  context: PlanContext,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  plan: (field: SelectedField) => Plan,
): readonly (Plan | TypeNamePlan)[] {
  const definitions = type.getFields();
  return [...collectFields(context, type, selectionSets)].map(([responseKey, nodes]) => {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return { kind: 'constant', responseKey, json: JSON.stringify(type.name) };
    const definition = definitions[name] ?? metaFields.get(name);
    const meaning = definition && (fieldMeaningOf(definition) ?? metaMeaning(definition));
    if (definition === undefined || meaning === undefined) {
      throw new Error(`The field ${type.name}.${name} is not of the reflection.`);
    }
    const fieldType = getNamedType(definition.type);
    return plan({
      responseKey,
      definition,
      meaning,
      nodes,
      selectionSets: selectionSetsOf(nodes),
      type: fieldType instanceof GraphQLObjectType ? fieldType : undefined,
      rowType:
        fieldType instanceof GraphQLObjectType || fieldType instanceof GraphQLInterfaceType ? fieldType : undefined,
    });
  });
}

/** Valid on the query type only. */
const metaFields: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map([
  ['__schema', SchemaMetaFieldDef],
  ['__type', TypeMetaFieldDef],
]);

function metaMeaning(definition: GraphQLField<unknown, unknown>): FieldMeaning | undefined {
  return metaFields.has(definition.name) ? { kind: 'introspection' } : undefined;
}

/** A field whose meaning belongs to another kind of type: a fault of the typesystem, not of the client. */
export function misplaced(field: SelectedField): Error {
  return new Error(`A field that means "${field.meaning.kind}" has no place where ${field.responseKey} stands.`);
}

/** The object type of a field that has one by its meaning. */
export function objectTypeOf(field: SelectedField): GraphQLObjectType {
  if (field.type === undefined) throw misplaced(field);
  return field.type;
}

/** The type of a field that is a row by its meaning. */
export function rowTypeOf(field: SelectedField): RowGraphQLType {
  if (field.rowType === undefined) throw misplaced(field);
  return field.rowType;
}
