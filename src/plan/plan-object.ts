import { isObjectType, type SelectionSetNode } from 'graphql';
import type { Column, Relationship, Table } from '../model/database-model.js';
import type { FieldMeaning, RowGraphQLType } from '../typesystem/field-meaning.js';
import { textArray } from '../typesystem/filters/built-in-type.js';
import type {
  CalledPlan,
  ConnectionPlan,
  FieldPlan,
  ObjectPlan,
  ValuePartPlan,
  ValueSelection,
} from './operation-plan.js';
import { planConnection } from './plan-connection.js';
import type { PlanContext } from './plan-context.js';
import { misplaced, planFields, rowTypeOf, type SelectedField } from './plan-fields.js';
import { needsOnce, neededField, needsKey } from './needed-field.js';
import { planRoutine } from './plan-routine.js';
import { planRowTypes } from './plan-row-types.js';
import { planDistanceFrom } from './plan-distance.js';
import { planTextSearch } from './plan-text-search.js';
import { planTree } from './plan-tree.js';
import { readArguments } from './read-arguments.js';
import type { RoutineCall } from './routine-call.js';
import type { Rank } from './text-search.js';
import { typedSlot } from './typed-slot.js';

/**
 * A row's selection set.
 * @param type The interface of the rows, where their types are several.
 * @param argument The path of response keys, for error messages.
 */
export function planObject(
  context: PlanContext,
  type: RowGraphQLType,
  table: Table,
  selectionSets: readonly SelectionSetNode[],
  argument: string,
): ObjectPlan {
  const planOne = (field: SelectedField, meaning: FieldMeaning, of: Table): FieldPlan =>
    planField(context, field, meaning, of, argument);
  if (!isObjectType(type)) return planRowTypes(context, type, selectionSets, planOne);
  const fields = planFields(context, type, selectionSets, (field) => planOne(field, field.meaning, table));
  return { table, fields: needsOnce(fields) };
}

function planField(
  context: PlanContext,
  field: SelectedField,
  meaning: FieldMeaning,
  table: Table,
  argument: string,
): FieldPlan {
  const { responseKey } = field;
  const place = `${argument}.${responseKey}`;
  switch (meaning.kind) {
    case 'column':
      return planColumn(context, field, meaning.column, place);
    case 'rank':
      return { kind: 'measure', responseKey, measure: { kind: 'rank', ...planRank(context, field, place) } };
    case 'distance': {
      const { column } = meaning;
      const from = planDistanceFrom(column, readArguments(context, field.definition, field.nodes[0]), place);
      return { kind: 'measure', responseKey, measure: { kind: 'distance', column, from } };
    }
    case 'nodeId': {
      const typeName = context.names.tables.get(meaning.table)?.type ?? '';
      return { kind: 'nodeId', responseKey, typeName, columns: primaryKeyColumns(meaning.table) };
    }
    case 'relationship':
      return planRelationship(context, field, meaning.relationship, place);
    case 'tree': {
      const planRow = (row: RowGraphQLType, sets: readonly SelectionSetNode[], at: string): ObjectPlan =>
        planObject(context, row, table, sets, at);
      return { kind: 'tree', responseKey, tree: planTree(context, field, meaning.tree, place, planRow) };
    }
    case 'routine':
      return planCalled(context, { ...field, meaning }, place);
    case 'ofBase': {
      const { base } = meaning.joined;
      const inner = planField(context, field, meaning.meaning, base.to, argument);
      return { kind: 'ofBase', responseKey, base, field: inner };
    }
    case 'extension': {
      const fields = meaning.needs.map((need) =>
        planField(context, neededField(field, need), need.meaning, table, argument),
      );
      return { kind: 'needs', responseKey: needsKey, fields };
    }
    default:
      throw misplaced(field);
  }
}

/**
 * A field that is a list of a table's rows.
 * @param call Set where a function gives them.
 */
export function planList(
  context: PlanContext,
  field: SelectedField,
  table: Table,
  argument: string,
  call?: RoutineCall,
): ConnectionPlan {
  const planRow = (type: RowGraphQLType, selectionSets: readonly SelectionSetNode[], place: string): ObjectPlan =>
    planObject(context, type, table, selectionSets, place);
  return planConnection(context, field, table, argument, planRow, call);
}

/** A field that a function gives. */
export function planCalled(context: PlanContext, field: SelectedField, argument: string): CalledPlan {
  if (field.meaning.kind !== 'routine') throw misplaced(field);
  return planRoutine(context, field, field.meaning, argument, {
    value: () => planValue(context, field),
    row: (table) => planObject(context, rowTypeOf(field), table, field.selectionSets, argument),
    rows: (table, call) => planList(context, field, table, argument, call),
  });
}

function planColumn(context: PlanContext, field: SelectedField, column: Column, argument: string): FieldPlan {
  const plan = {
    kind: 'column',
    responseKey: field.responseKey,
    column,
    selection: planValue(context, field),
  } as const;
  const path = readArguments(context, field.definition, field.nodes[0]).get('path');
  if (path === undefined || path.kind === 'null') return plan;
  if (path.kind !== 'list') throw misplaced(field);
  return { ...plan, path: typedSlot(context, textArray, path.source, `${argument}.path`) };
}

function planRank(context: PlanContext, field: SelectedField, argument: string): Rank {
  const { meaning } = field;
  const search = readArguments(context, field.definition, field.nodes[0]).get('search');
  if (meaning.kind !== 'rank' || search === undefined) throw misplaced(field);
  const { column: document, configurations } = meaning;
  return { document, search: planTextSearch(document, configurations, search, `${argument}.search`) };
}

function planRelationship(
  context: PlanContext,
  field: SelectedField,
  relationship: Relationship,
  argument: string,
): FieldPlan {
  const { responseKey, selectionSets } = field;
  if (relationship.cardinality === 'many') {
    return {
      kind: 'connection',
      responseKey,
      relationship,
      connection: planList(context, field, relationship.to, argument),
    };
  }
  const object = planObject(context, rowTypeOf(field), relationship.to, selectionSets, argument);
  return { kind: 'row', responseKey, relationship, object };
}

/** The parts of a composite or range value; undefined for a scalar. */
function planValue(context: PlanContext, { type, selectionSets }: SelectedField): ValueSelection | undefined {
  if (type === undefined) return undefined;
  return planFields(context, type, selectionSets, (field): ValuePartPlan => {
    const { responseKey, meaning } = field;
    switch (meaning.kind) {
      case 'attribute':
        return {
          kind: 'attribute',
          responseKey,
          name: meaning.name,
          type: meaning.type,
          selection: planValue(context, field),
        };
      case 'rangePart':
        return { kind: 'rangePart', responseKey, part: meaning.part };
      default:
        throw misplaced(field);
    }
  });
}

/** In the order of the key; empty without one. */
export function primaryKeyColumns(table: Table): readonly Column[] {
  const names = table.primaryKey?.columns ?? [];
  return names.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
}
