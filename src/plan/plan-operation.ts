import { isInterfaceType, isObjectType, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Column, Table } from '../model/database-model.js';
import { type ArgumentColumns, type RowGraphQLType, tableOf } from '../typesystem/field-meaning.js';
import { badUserInput } from './bad-user-input.js';
import { allOf, type Condition } from './condition.js';
import { decodeNodeId } from './node-id.js';
import type { OperationPlan, RootPlan } from './operation-plan.js';
import type { PlanContext } from './plan-context.js';
import { planEntities } from './plan-entities.js';
import { misplaced, planFields, rowTypeOf, type SelectedField } from './plan-fields.js';
import { planCalled, planList, planObject, primaryKeyColumns } from './plan-object.js';
import { valueSlot } from './plan-where.js';
import { readArguments } from './read-arguments.js';
import type { Slot } from './slot.js';

/**
 * What a valid operation asks of the model.
 * @throws {PillionError} `BAD_USER_INPUT` naming the argument that cannot be used.
 */
export function planOperation(context: PlanContext, operation: OperationDefinitionNode): OperationPlan {
  const query = context.schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || query == null) {
    throw badUserInput(operation.operation, 'this server only reads: send a query.');
  }
  const roots = planFields(context, query, [operation.selectionSet], (field) => planRoot(context, field));
  return { roots: roots.filter((root) => root !== undefined) };
}

/** Undefined for what the host resolves. */
function planRoot(context: PlanContext, field: SelectedField): RootPlan | undefined {
  const { responseKey, meaning } = field;
  switch (meaning.kind) {
    case 'list':
      return { kind: 'connection', responseKey, connection: planList(context, field, meaning.table, responseKey) };
    case 'rowByKey':
      return planRow(
        context,
        field,
        rowTypeOf(field),
        meaning.table,
        keyCondition(context, field, meaning.argumentColumns),
      );
    case 'node':
      return planNode(context, field);
    case 'entities':
      return planEntities(context, field);
    case 'routine':
      return planCalled(context, field, responseKey);
    case 'introspection':
      return { kind: 'introspection', responseKey };
    case 'extension':
      return undefined;
    default:
      throw misplaced(field);
  }
}

function planRow(
  context: PlanContext,
  { responseKey, selectionSets }: SelectedField,
  type: RowGraphQLType,
  table: Table,
  where: Condition,
): RootPlan {
  return { kind: 'row', responseKey, where, object: planObject(context, type, table, selectionSets, responseKey) };
}

function keyCondition(context: PlanContext, field: SelectedField, columns: ArgumentColumns): Condition {
  const inputs = readArguments(context, field.definition, field.nodes[0]);
  return equalities(
    [...columns].map(([name, column]) => {
      const input = inputs.get(name);
      const argument = `${field.responseKey}.${name}`;
      if (input?.kind !== 'leaf') throw badUserInput(argument, 'a value is needed.');
      return { column, slot: valueSlot(context, column, input.source, argument) };
    }),
  );
}

function planNode(context: PlanContext, field: SelectedField): RootPlan {
  const [[name, input] = ['nodeId', undefined]] = readArguments(context, field.definition, field.nodes[0]);
  const argument = `${field.responseKey}.${name}`;
  if (input?.kind !== 'leaf') throw badUserInput(argument, 'a value is needed.');
  const { typeName } = decodeNodeId(input.value, argument);
  const type = context.schema.getType(typeName);
  const table = type && tableOf(type);
  const columns = table === undefined ? [] : primaryKeyColumns(table);
  if (!(isObjectType(type) || isInterfaceType(type)) || table === undefined || columns.length === 0) {
    throw badUserInput(argument, 'this global identifier is of a type that this server does not have.');
  }
  const where = equalities(
    columns.map((column, index) => {
      const encoding = { kind: 'nodeId', typeName, length: columns.length, index } as const;
      return { column, slot: { source: input.source, encoding, type: column.type, argument } };
    }),
  );
  return planRow(context, field, type, table, where);
}

function equalities(parts: readonly { readonly column: Column; readonly slot: Slot }[]): Condition {
  const conditions = parts.map(({ column, slot }) => ({ kind: 'compare', operator: 'eq', column, slot }) as const);
  return allOf(conditions) ?? { kind: 'and', conditions };
}
