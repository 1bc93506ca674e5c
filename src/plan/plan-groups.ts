import { baseOf, type BaseType } from '../model/data-type.js';
import type { Column, Relationship, Table } from '../model/database-model.js';
import { columnsByValue } from '../typesystem/column-enum.js';
import { inputMeaningOf } from '../typesystem/field-meaning.js';
import { badUserInput } from './bad-user-input.js';
import type { GroupKey, GroupOrderTerm, TimeUnit } from './group-key.js';
import { planAggregate } from './plan-aggregate.js';
import type { PlanContext } from './plan-context.js';
import { misplaced, objectTypeOf, planFields, type SelectedField } from './plan-fields.js';
import { planAggregateKey, planHaving } from './plan-having.js';
import type {
  ConnectionPlan,
  GroupFieldPlan,
  GroupKeyFieldPlan,
  GroupsFieldPlan,
  GroupsPlan,
} from './operation-plan.js';
import { findsRow, isSameValue, orderTerm } from './order-term.js';
import { rowsSlot } from './plan-page.js';
import { planColumn } from './plan-where.js';
import { type Input, readArguments } from './read-arguments.js';

/**
 * `groupBy` of a list.
 * @param planRows Plans the list of a group's rows.
 * @throws {PillionError} `BAD_USER_INPUT` for keys that PostgreSQL cannot make, and for those that are asked but not
 * grouped by.
 */
export function planGroups(
  context: PlanContext,
  field: SelectedField,
  table: Table,
  argument: string,
  planRows: PlanRows,
): GroupsPlan {
  const inputs = readArguments(context, field.definition, field.nodes[0]);
  const keys = planKeys(context, table, inputs.get('by'), `${argument}.by`);
  const having = inputs.get('having');
  const [first, offset] = [inputs.get('first'), inputs.get('offset')];
  const size =
    first?.kind === 'leaf' ? first.source : ({ kind: 'constant', value: context.pageSizes.defaultOf(table) } as const);
  return {
    keys,
    having:
      having === undefined || having.kind === 'null'
        ? undefined
        : planHaving(context, having, `${argument}.having`, planColumn),
    order: planGroupOrder(keys, inputs.get('orderBy'), `${argument}.orderBy`),
    size: rowsSlot(size, context.pageSizes.maximumOf(table), `${argument}.first`),
    offset:
      offset?.kind === 'leaf' ? rowsSlot(offset.source, Number.MAX_SAFE_INTEGER, `${argument}.offset`) : undefined,
    fields: planFields(context, objectTypeOf(field), field.selectionSets, (part): GroupsFieldPlan => {
      const { responseKey, meaning } = part;
      if (meaning.kind !== 'groups') throw misplaced(part);
      if (meaning.part === 'totalCount') return { kind: 'totalCount', responseKey };
      const fields = planGroup(context, part, keys, `${argument}.${responseKey}`, planRows);
      return { kind: 'nodes', responseKey, fields };
    }),
  };
}

type PlanRows = (rows: SelectedField, argument: string) => ConnectionPlan;

function planGroup(
  context: PlanContext,
  group: SelectedField,
  keys: readonly GroupKey[],
  argument: string,
  planRows: PlanRows,
): readonly GroupFieldPlan[] {
  return planFields(context, objectTypeOf(group), group.selectionSets, (field): GroupFieldPlan => {
    const { responseKey, meaning } = field;
    if (meaning.kind !== 'group') throw misplaced(field);
    const place = `${argument}.${responseKey}`;
    switch (meaning.part) {
      case 'aggregate':
        return { kind: 'aggregate', responseKey, fields: planAggregate(context, field, place) };
      case 'rows':
        return { kind: 'rows', responseKey, connection: planRows(field, place) };
      case 'keys':
        return { kind: 'keys', responseKey, fields: planKeyFields(context, field, keys, [], place) };
    }
  });
}

function planKeyFields(
  context: PlanContext,
  object: SelectedField,
  keys: readonly GroupKey[],
  path: readonly Relationship[],
  argument: string,
): readonly GroupKeyFieldPlan[] {
  return planFields(context, objectTypeOf(object), object.selectionSets, (field): GroupKeyFieldPlan => {
    const { responseKey, meaning } = field;
    const place = `${argument}.${responseKey}`;
    if (meaning.kind === 'groupKeyRow') {
      const fields = planKeyFields(context, field, keys, [...path, meaning.relationship], place);
      return { kind: 'row', responseKey, fields };
    }
    if (meaning.kind !== 'groupKey') throw misplaced(field);
    return { kind: 'key', responseKey, key: keyOf(keys, path, meaning.column, place) };
  });
}

function keyOf(keys: readonly GroupKey[], path: readonly Relationship[], column: Column, argument: string): GroupKey {
  const key = keys.find((candidate) => isSameValue(candidate, { path, column }));
  if (key === undefined) throw badUserInput(argument, 'the rows are not grouped by this column; name it in `by`.');
  return key;
}

function planKeys(context: PlanContext, table: Table, input: Input | undefined, argument: string): readonly GroupKey[] {
  const items = input?.kind === 'list' ? input.items : [];
  if (items.length === 0) throw badUserInput(argument, 'name at least one column.');
  const keys: GroupKey[] = [];
  items.forEach((item, index) => {
    const place = `${argument}[${index}]`;
    const key = planKey(context, table, [], item, place);
    if (keys.some((earlier) => isSameValue(earlier, key))) throw badUserInput(place, 'name each column once.');
    keys.push(key);
  });
  return keys;
}

function planKey(
  context: PlanContext,
  table: Table,
  path: readonly Relationship[],
  input: Input,
  argument: string,
): GroupKey {
  const entries = input.kind === 'object' ? input.fields : [];
  const related = entries.flatMap(({ field, input: far }) => {
    const meaning = inputMeaningOf(field);
    return meaning?.kind === 'relatedKey' ? [{ field, far, relationship: meaning.relationship }] : [];
  });
  const [way] = related;
  if (way !== undefined) {
    if (entries.length > 1) throw badUserInput(argument, 'name one key: a column, or one of a related row.');
    const { relationship } = way;
    return planKey(context, relationship.to, [...path, relationship], way.far, `${argument}.${way.field.name}`);
  }
  const parts = new Map(entries.map(({ field, input: part }) => [field.name, part]));
  const [name, unit, width] = ['column', 'truncate', 'bin'].map((part) => {
    const value = parts.get(part);
    return value?.kind === 'leaf' ? value : undefined;
  });
  const column = columnsByValue(table, context.names).get(name?.value as string);
  if (column === undefined) throw badUserInput(`${argument}.column`, 'name a column.');
  if (unit !== undefined && width !== undefined) throw badUserInput(argument, 'give either truncate or bin.');
  const type = typeNameOf(column);
  const key = { path, column, notNull: column.notNull && path.every(findsRow) };
  if (unit !== undefined) {
    const place = `${argument}.truncate`;
    if (!moments.has(type)) throw badUserInput(place, 'only dates and timestamps can be truncated.');
    if (type === 'date' && unit.value === 'HOUR') throw badUserInput(place, 'a date has no hours.');
    return { ...key, step: { kind: 'truncate', unit: unit.value as TimeUnit } };
  }
  if (width !== undefined) {
    const place = `${argument}.bin`;
    if (!numbers.has(type)) throw badUserInput(place, 'only numbers can be put into bins.');
    const encoding = { kind: 'binWidth', whole: type.startsWith('int') } as const;
    const slot = { source: width.source, encoding, type: numeric, argument: place };
    return { ...key, step: { kind: 'bin', width: slot } };
  }
  return { ...key, step: undefined };
}

const moments: ReadonlySet<string> = new Set(['date', 'timestamp', 'timestamptz']);
const numbers: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'money']);

function typeNameOf({ type }: Column): string {
  const base = baseOf(type);
  return base.kind === 'base' && base.namespace === 'pg_catalog' ? base.name : '';
}

const numeric: BaseType = {
  kind: 'base',
  oid: 1700,
  namespace: 'pg_catalog',
  name: 'numeric',
  modifier: -1,
  orderingNamespace: 'pg_catalog',
};

function planGroupOrder(
  keys: readonly GroupKey[],
  input: Input | undefined,
  argument: string,
): readonly GroupOrderTerm[] {
  const asked = (input?.kind === 'list' ? input.items : []).map((item, index): GroupOrderTerm => {
    const place = `${argument}[${index}]`;
    const entry = item.kind === 'object' ? item.fields[0] : undefined;
    const meaning = entry && inputMeaningOf(entry.field);
    if (entry === undefined || meaning?.kind !== 'groupOrder') {
      throw badUserInput(place, 'name one key or aggregate and its direction, such as { aggregate: { count: DESC } }.');
    }
    if (meaning.part === 'aggregate') {
      const { aggregate, direction } = planAggregateKey(entry.input, `${place}.aggregate`);
      return { kind: 'aggregate', aggregate, ...directionOf(aggregate.value, direction) };
    }
    return keyTerm(keys, [], entry.input, `${place}.keys`);
  });
  const tiebreak = keys
    .filter((key) => !asked.some((term) => term.kind === 'key' && term.key === key))
    .map((key): GroupOrderTerm => ({ kind: 'key', key, descending: false, nullsFirst: false }));
  return [...asked, ...tiebreak];
}

function keyTerm(
  keys: readonly GroupKey[],
  path: readonly Relationship[],
  input: Input,
  argument: string,
): GroupOrderTerm {
  const entry = input.kind === 'object' ? input.fields[0] : undefined;
  const meaning = entry && inputMeaningOf(entry.field);
  const place = entry === undefined ? argument : `${argument}.${entry.field.name}`;
  if (entry !== undefined && meaning?.kind === 'relatedKey') {
    return keyTerm(keys, [...path, meaning.relationship], entry.input, place);
  }
  if (entry?.input.kind !== 'leaf' || meaning?.kind !== 'aggregateColumn') {
    throw badUserInput(argument, 'name one column and its direction, such as { name: ASC }.');
  }
  const key = keyOf(keys, path, meaning.column, place);
  return { kind: 'key', key, ...directionOf(meaning.column, entry.input.value as string) };
}

function directionOf(column: Column, direction: string): { descending: boolean; nullsFirst: boolean } {
  const { descending, nullsFirst } = orderTerm([], column, direction);
  return { descending, nullsFirst };
}
