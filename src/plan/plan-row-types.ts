import { type FieldNode, type GraphQLInterfaceType, isObjectType, type SelectionSetNode } from 'graphql';
import type { RowType, Table } from '../model/database-model.js';
import { type FieldMeaning, typeMeaningOf } from '../typesystem/field-meaning.js';
import type { FieldPlan, ObjectPlan } from './operation-plan.js';
import type { PlanContext } from './plan-context.js';
import { planFields, type SelectedField } from './plan-fields.js';
import { neededField, needsKey, needsOnce } from './needed-field.js';

type PlanOne = (field: SelectedField, meaning: FieldMeaning, table: Table) => FieldPlan;

/**
 * A selection set on rows of several types: what is asked of each, as though the row were known to be of that type. What
 * is asked of all alike is planned once.
 */
export function planRowTypes(
  context: PlanContext,
  type: GraphQLInterfaceType,
  selectionSets: readonly SelectionSetNode[],
  planOne: PlanOne,
): ObjectPlan {
  const polymorphism = typeMeaningOf(type)?.polymorphism;
  if (polymorphism === undefined) throw new Error(`The interface ${type.name} stands for no table.`);
  const { table, typeColumn, other } = polymorphism;
  const planOnce = createMemory();
  const fieldsOf = (rowType: RowType): readonly FieldPlan[] => {
    const name = context.names.rowTypes.get(rowType) ?? '';
    const object = context.schema.getType(name);
    if (!isObjectType(object)) throw new Error(`There is no type ${name}.`);
    const part = rowType.joined?.part.to;
    const planMeaning = (field: SelectedField, meaning: FieldMeaning): FieldPlan => {
      if (meaning.kind === 'ofBase') {
        return planOnce(field, meaning.meaning, () => planOne(field, meaning.meaning, table));
      }
      if (meaning.kind === 'extension') {
        const fields = meaning.needs.map((need) => planMeaning(neededField(field, need), need.meaning));
        return { kind: 'needs', responseKey: needsKey, fields };
      }
      if (part === undefined) return planOnce(field, meaning, () => planOne(field, meaning, table));
      return { kind: 'ofPart', responseKey: field.responseKey, field: planOne(field, meaning, part) };
    };
    return needsOnce(planFields(context, object, selectionSets, (field) => planMeaning(field, field.meaning)));
  };
  const fields = fieldsOf(other);
  const types = polymorphism.types.map((rowType) => ({ rowType, fields: fieldsOf(rowType) }));
  if (types.every((one) => areSame(one.fields, fields))) return { table, fields };
  return { table, fields, types: { typeColumn, types } };
}

export function areSame(one: readonly FieldPlan[], other: readonly FieldPlan[]): boolean {
  return one.length === other.length && one.every((field, index) => field === other[index]);
}

/** The plan of a field by what it means and where it stands in the document: of another type it is the same. */
function createMemory() {
  const known: { readonly meaning: FieldMeaning; readonly nodes: readonly FieldNode[]; readonly plan: FieldPlan }[] =
    [];
  return ({ nodes }: SelectedField, meaning: FieldMeaning, plan: () => FieldPlan): FieldPlan => {
    const found = known.find(
      (one) =>
        one.meaning === meaning &&
        one.nodes.length === nodes.length &&
        one.nodes.every((node, index) => node === nodes[index]),
    );
    if (found !== undefined) return found.plan;
    const made = { meaning, nodes, plan: plan() };
    known.push(made);
    return made.plan;
  };
}
