import type { SelectionSetNode } from 'graphql';
import type { Table } from '../model/database-model.js';
import type { RowGraphQLType } from '../typesystem/field-meaning.js';
import type {
  ConnectionFieldPlan,
  ConnectionPlan,
  EdgeFieldPlan,
  ObjectPlan,
  PageInfoFieldPlan,
} from './operation-plan.js';
import { badUserInput } from './bad-user-input.js';
import type { PlanContext } from './plan-context.js';
import { planAggregate } from './plan-aggregate.js';
import { planCountMode } from './plan-count-mode.js';
import { misplaced, objectTypeOf, planFields, rowTypeOf, type SelectedField } from './plan-fields.js';
import { planDistinctOn } from './plan-distinct-on.js';
import { planGroups } from './plan-groups.js';
import { planOrder } from './plan-order.js';
import { planPage } from './plan-page.js';
import { planWhere } from './plan-where.js';
import { readArguments } from './read-arguments.js';
import { ordinalityColumn, type RoutineCall } from './routine-call.js';

type PlanRow = (type: RowGraphQLType, selectionSets: readonly SelectionSetNode[], argument: string) => ObjectPlan;

/**
 * A list with its arguments and the parts of it that are asked.
 * @param planRow Plans the selection of one row: rows hold lists in their turn.
 * @param call Set where a function gives the rows.
 */
export function planConnection(
  context: PlanContext,
  field: SelectedField,
  table: Table,
  argument: string,
  planRow: PlanRow,
  call?: RoutineCall,
): ConnectionPlan {
  const planRows = (rows: SelectedField, place: string): ConnectionPlan =>
    planConnection(context, rows, table, place, planRow, call);
  const fields = planParts(context, field, table, argument, planRow, planRows);
  const inputs = readArguments(context, field.definition, field.nodes[0]);
  const where = inputs.get('where');
  const distinct = planDistinctOn(context.names, table, inputs.get('distinctOn'));
  const key = call && [ordinalityColumn(call.routine)];
  if (distinct.length > 0 && fields.some(hasRowsOfGroups)) {
    throw badUserInput(
      `${argument}.distinctOn`,
      'the rows of groups cannot be listed of a list with distinctOn; ask for the groups in a list without it.',
    );
  }
  const order = planOrder(table, inputs.get('orderBy'), distinct, `${argument}.orderBy`, key);
  return {
    table,
    call,
    where: where === undefined || where.kind === 'null' ? undefined : planWhere(context, where, `${argument}.where`),
    order: order.terms,
    distinctOn: order.distinctOn,
    page: planPage(call?.routine ?? table, order, inputs, context.pageSizes, asksOn(fields), argument),
    fields,
  };
}

function planParts(
  context: PlanContext,
  connection: SelectedField,
  table: Table,
  argument: string,
  planRow: PlanRow,
  planRows: (rows: SelectedField, argument: string) => ConnectionPlan,
): readonly ConnectionFieldPlan[] {
  return planFields(context, objectTypeOf(connection), connection.selectionSets, (field): ConnectionFieldPlan => {
    const { responseKey, meaning, selectionSets } = field;
    if (meaning.kind !== 'connection') throw misplaced(field);
    const place = `${argument}.${responseKey}`;
    switch (meaning.part) {
      case 'totalCount':
        return { kind: 'totalCount', responseKey, mode: planCountMode(context, field, place) };
      case 'aggregate':
        return { kind: 'aggregate', responseKey, fields: planAggregate(context, field, place) };
      case 'groupBy':
        return { kind: 'groups', responseKey, groups: planGroups(context, field, table, place, planRows) };
      case 'nodes':
        return { kind: 'nodes', responseKey, object: planRow(rowTypeOf(field), selectionSets, place) };
      case 'edges':
        return { kind: 'edges', responseKey, fields: planEdge(context, field, place, planRow) };
      case 'pageInfo':
        return { kind: 'pageInfo', responseKey, fields: planPageInfo(context, field) };
    }
  });
}

function hasRowsOfGroups(field: ConnectionFieldPlan): boolean {
  if (field.kind !== 'groups') return false;
  return field.groups.fields.some((part) => part.kind === 'nodes' && part.fields.some(({ kind }) => kind === 'rows'));
}

function planEdge(
  context: PlanContext,
  edge: SelectedField,
  argument: string,
  planRow: PlanRow,
): readonly EdgeFieldPlan[] {
  return planFields(context, objectTypeOf(edge), edge.selectionSets, (field): EdgeFieldPlan => {
    const { responseKey, meaning, selectionSets } = field;
    if (meaning.kind !== 'edge') throw misplaced(field);
    if (meaning.part === 'cursor') return { kind: 'cursor', responseKey };
    return {
      kind: 'node',
      responseKey,
      object: planRow(rowTypeOf(field), selectionSets, `${argument}.${responseKey}`),
    };
  });
}

function planPageInfo(context: PlanContext, pageInfo: SelectedField): readonly PageInfoFieldPlan[] {
  return planFields(context, objectTypeOf(pageInfo), pageInfo.selectionSets, (field): PageInfoFieldPlan => {
    if (field.meaning.kind !== 'pageInfo') throw misplaced(field);
    return { kind: 'part', responseKey: field.responseKey, part: field.meaning.part };
  });
}

function asksOn(fields: readonly ConnectionFieldPlan[]): { readonly next: boolean; readonly previous: boolean } {
  const parts = fields
    .flatMap((field) => (field.kind === 'pageInfo' ? field.fields : []))
    .map((field) => (field.kind === 'part' ? field.part : undefined));
  return { next: parts.includes('hasNextPage'), previous: parts.includes('hasPreviousPage') };
}
