import type { SelectionSetNode } from 'graphql';
import type { BaseType } from '../model/data-type.js';
import type { TreeRelationship } from '../model/is-tree.js';
import type { RowGraphQLType } from '../typesystem/field-meaning.js';
import { greatestDepth } from '../typesystem/tree-types.js';
import { badUserInput } from './bad-user-input.js';
import type { ObjectPlan, TreeNodeFieldPlan, TreePlan } from './operation-plan.js';
import type { PlanContext } from './plan-context.js';
import { misplaced, objectTypeOf, planFields, rowTypeOf, type SelectedField } from './plan-fields.js';
import { planOrder } from './plan-order.js';
import { leafSource, rowsSlot } from './plan-page.js';
import { planWhere } from './plan-where.js';
import { readArguments } from './read-arguments.js';

type PlanRow = (type: RowGraphQLType, selectionSets: readonly SelectionSetNode[], argument: string) => ObjectPlan;

/** The ancestors or descendants of a row. */
export function planTree(
  context: PlanContext,
  field: SelectedField,
  relationship: TreeRelationship,
  argument: string,
  planRow: PlanRow,
): TreePlan {
  const inputs = readArguments(context, field.definition, field.nodes[0]);
  const input = inputs.get('maxDepth');
  const place = `${argument}.maxDepth`;
  if (input?.kind === 'null') throw badUserInput(place, 'null is no depth. Leave it out, or give a number.');
  const given = input?.kind === 'leaf' ? input.source : undefined;
  const byDefault = field.definition.args.find(({ name }) => name === 'maxDepth')?.defaultValue;
  const table = relationship.to;
  const [where, orderBy] = [inputs.get('where'), inputs.get('orderBy')];
  const [first, offset] = [leafSource(inputs.get('first')), leafSource(inputs.get('offset'))];
  const ordered = orderBy?.kind === 'list' && orderBy.items.length > 0;
  return {
    relationship,
    where: where === undefined || where.kind === 'null' ? undefined : planWhere(context, where, `${argument}.where`),
    order: ordered ? planOrder(table, orderBy, [], `${argument}.orderBy`).terms : undefined,
    size: first && rowsSlot(first, context.pageSizes.maximumOf(table), `${argument}.first`),
    offset: offset && rowsSlot(offset, Number.MAX_SAFE_INTEGER, `${argument}.offset`),
    maxDepth: {
      source: given ?? { kind: 'constant', value: byDefault },
      encoding: { kind: 'rows', maximum: greatestDepth, plus: 0 },
      type: integer,
      argument: place,
    },
    fields: planFields(context, objectTypeOf(field), field.selectionSets, (part): TreeNodeFieldPlan => {
      const { responseKey, meaning, selectionSets } = part;
      if (meaning.kind !== 'treeNode') throw misplaced(part);
      if (meaning.part === 'depth') return { kind: 'depth', responseKey };
      const object = planRow(rowTypeOf(part), selectionSets, `${argument}.${responseKey}`);
      return { kind: 'node', responseKey, object };
    }),
  };
}

const integer: BaseType = {
  kind: 'base',
  oid: 23,
  namespace: 'pg_catalog',
  name: 'int4',
  modifier: -1,
  orderingNamespace: 'pg_catalog',
};
