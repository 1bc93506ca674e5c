import type { Column } from '../model/database-model.js';
import type { AggregateFieldPlan, CountMode } from './aggregate.js';
import type { GroupKey, GroupOrderTerm } from './group-key.js';
import type {
  CalledPlan,
  ConnectionPlan,
  FieldPlan,
  GroupFieldPlan,
  GroupKeyFieldPlan,
  GroupsPlan,
  ObjectPlan,
  OperationPlan,
  Page,
  RootPlan,
  RowTypePlan,
  TreePlan,
} from './operation-plan.js';
import { printCondition } from './print-condition.js';
import { printMeasure, printOrderTerm, printOrderValue } from './print-order-term.js';
import { printStep, printRelationship, tableName } from './print-relationship.js';
import { printSlot } from './print-slot.js';
import type { Slot } from './slot.js';
import type { RoutineCall } from './routine-call.js';

/**
 * A plan as indented text for people: one line for each thing that is read.
 *
 * @example
 * albums: page of public.album
 *   where title = $title
 *   order title, album_id
 *   forward, first 5, looks ahead
 *   nodes
 *     title
 *     artist: row of public.artist by artist_id
 */
export function printPlan({ roots }: OperationPlan): string {
  return roots.flatMap(printRoot).join('\n');
}

type Lines = readonly string[];

function printRoot(root: RootPlan): Lines {
  switch (root.kind) {
    case 'constant':
      return [`${root.responseKey}: ${root.json}`];
    case 'introspection':
      return [`${root.responseKey}: from the schema`];
    case 'connection':
      return printConnection(root.responseKey, root.connection, '');
    case 'row':
      return [
        `${root.responseKey}: row of ${tableName(root.object.table)}`,
        ...indent([`where ${printCondition(root.where)}`, ...printObject(root.object)]),
      ];
    case 'rowsByKeys':
      return [
        `${root.responseKey}: rows of ${tableName(root.object.table)}`,
        ...indent([
          `where ${root.keys.map(({ column, values }) => `${columnName(column)} is one of ${printSlot(values)}`).join(', ')}`,
          ...printObject(root.object),
        ]),
      ];
    default:
      return printCalled(root);
  }
}

function printConnection(responseKey: string, connection: ConnectionPlan, way: string): Lines {
  const { table, call, where, order, distinctOn, page, fields } = connection;
  return [
    `${responseKey}: page of ${call === undefined ? tableName(table) : printCall(call)}${way}`,
    ...indent([
      ...(where === undefined ? [] : [`where ${printCondition(where)}`]),
      `order ${order.map(printOrderTerm).join(', ')}`,
      ...(distinctOn === 0
        ? []
        : [`the first row for each ${order.slice(0, distinctOn).map(printOrderValue).join(', ')}`]),
      printPage(page),
      ...fields.flatMap((field): Lines => {
        switch (field.kind) {
          case 'constant':
            return [`${field.responseKey}: ${field.json}`];
          case 'totalCount':
            return [`${field.responseKey}: ${printCount(field.mode)}`];
          case 'aggregate':
            return [field.responseKey, ...indent(printAggregates(field.fields))];
          case 'groups':
            return [field.responseKey, ...indent(printGroups(field.groups))];
          case 'nodes':
            return [field.responseKey, ...indent(printObject(field.object))];
          case 'edges':
            return [
              field.responseKey,
              ...indent(
                field.fields.flatMap((edge) =>
                  edge.kind === 'node' ? [edge.responseKey, ...indent(printObject(edge.object))] : [edge.responseKey],
                ),
              ),
            ];
          case 'pageInfo':
            return [field.responseKey, ...indent(field.fields.map((part) => part.responseKey))];
        }
      }),
    ]),
  ];
}

function printCount(mode: CountMode): string {
  return mode.kind === 'capped'
    ? `count up to ${printSlot(mode.cap)}`
    : mode.kind === 'estimate'
      ? 'estimate'
      : 'count';
}

function printAggregates(fields: readonly AggregateFieldPlan[]): Lines {
  return fields.flatMap((field): Lines => {
    switch (field.kind) {
      case 'constant':
        return [`${field.responseKey}: ${field.json}`];
      case 'object':
        return [field.responseKey, ...indent(printAggregates(field.fields))];
      case 'value':
        return [named(field.responseKey, field.aggregate.value.name)];
    }
  });
}

function printGroups({ keys, having, order, size, offset, fields }: GroupsPlan): Lines {
  return [
    `by ${keys.map(printKey).join(', ')}`,
    ...(having === undefined ? [] : [`having ${printCondition(having.condition)}`]),
    `order ${order.map(printGroupTerm).join(', ')}`,
    `at most ${printSlot(size)}${offset === undefined ? '' : `, offset ${printSlot(offset)}`}`,
    ...fields.flatMap((field): Lines => {
      switch (field.kind) {
        case 'constant':
          return [`${field.responseKey}: ${field.json}`];
        case 'totalCount':
          return [`${field.responseKey}: count of groups`];
        case 'nodes':
          return [field.responseKey, ...indent(field.fields.flatMap(printGroupField))];
      }
    }),
  ];
}

function printGroupField(field: GroupFieldPlan): Lines {
  switch (field.kind) {
    case 'constant':
      return [`${field.responseKey}: ${field.json}`];
    case 'aggregate':
      return [field.responseKey, ...indent(printAggregates(field.fields))];
    case 'keys':
      return [field.responseKey, ...indent(field.fields.flatMap(printKeyField))];
    case 'rows':
      return printConnection(field.responseKey, field.connection, ' of the group');
  }
}

function printKeyField(field: GroupKeyFieldPlan): Lines {
  switch (field.kind) {
    case 'constant':
      return [`${field.responseKey}: ${field.json}`];
    case 'key':
      return [named(field.responseKey, printKey(field.key))];
    case 'row':
      return [field.responseKey, ...indent(field.fields.flatMap(printKeyField))];
  }
}

function printKey({ path, column: { name: own }, step }: GroupKey): string {
  const column = { name: [...path.map(printStep), own].join('.') };
  switch (step?.kind) {
    case undefined:
      return column.name;
    case 'truncate':
      return `${column.name} by ${step.unit.toLowerCase()}`;
    case 'bin':
      return `${column.name} in bins of ${printSlot(step.width)}`;
  }
}

function printGroupTerm(term: GroupOrderTerm): string {
  const column = term.kind === 'key' ? { ...term.key.column, name: printKey(term.key) } : term.aggregate.value;
  return printOrderTerm({
    path: [],
    column,
    notNull: column.notNull,
    descending: term.descending,
    nullsFirst: term.nullsFirst,
  });
}

function printObject({ fields, types }: ObjectPlan): Lines {
  if (types === undefined) return fields.flatMap(printField);
  return [
    ...types.types.flatMap((type) => [
      `where ${types.typeColumn.name} is ${JSON.stringify(type.rowType.value)}${printPart(type)}`,
      ...indent(type.fields.flatMap(printField)),
    ]),
    'else',
    ...indent(fields.flatMap(printField)),
  ];
}

function printPart({ rowType: { joined } }: RowTypePlan): string {
  return joined === undefined ? '' : `, with its row of ${tableName(joined.part.to)}`;
}

function printField(field: FieldPlan): Lines {
  switch (field.kind) {
    case 'constant':
      return [`${field.responseKey}: ${field.json}`];
    case 'column':
      return [`${named(field.responseKey, field.column.name)}${field.path ? ` at ${printSlot(field.path)}` : ''}`];
    case 'measure':
      return [`${field.responseKey}: ${printMeasure(field.measure)}`];
    case 'nodeId':
      return [`${field.responseKey}: identifier of ${field.columns.map(columnName).join(', ')}`];
    case 'row':
      return [
        `${field.responseKey}: row of ${tableName(field.relationship.to)}${printRelationship(field.relationship)}`,
        ...indent(printObject(field.object)),
      ];
    case 'connection':
      return printConnection(field.responseKey, field.connection, printRelationship(field.relationship));
    case 'tree':
      return printTree(field.responseKey, field.tree);
    case 'needs':
      return ['for the host', ...indent(field.fields.flatMap(printField))];
    case 'ofPart':
      return prefixed('of the joined row: ', printField(field.field));
    case 'ofBase':
      return prefixed(`of ${tableName(field.base.to)}${printRelationship(field.base)}: `, printField(field.field));
    default:
      return printCalled(field);
  }
}

/** The row that holds it, before the text of a field. */
function prefixed(prefix: string, [first = '', ...rest]: Lines): Lines {
  return [`${prefix}${first}`, ...rest];
}

function printTree(
  responseKey: string,
  { relationship, maxDepth, where, order, size, offset, fields }: TreePlan,
): Lines {
  const page = [...(size ? [`at most ${printSlot(size)}`] : []), ...(offset ? [`offset ${printSlot(offset)}`] : [])];
  const what = relationship.kind === 'referenced' ? 'ancestors' : 'descendants';
  return [
    `${responseKey}: ${what} in ${tableName(relationship.to)}${printRelationship(relationship)}, at most ${printSlot(maxDepth)} deep`,
    ...indent([
      ...(where === undefined ? [] : [`where ${printCondition(where)}`]),
      ...(order === undefined ? [] : [`order ${order.map(printOrderTerm).join(', ')}`]),
      ...(page.length === 0 ? [] : [page.join(', ')]),
      ...fields.flatMap((field) =>
        field.kind === 'node' ? [field.responseKey, ...indent(printObject(field.object))] : [field.responseKey],
      ),
    ]),
  ];
}

function printCalled(called: CalledPlan): Lines {
  switch (called.kind) {
    case 'calledValue':
      return [`${called.responseKey}: ${printCall(called.call)}`];
    case 'calledValues': {
      const offset = called.offset ? `, offset ${printSlot(called.offset)}` : '';
      return [`${called.responseKey}: values of ${printCall(called.call)}, at most ${printSlot(called.size)}${offset}`];
    }
    case 'calledRow':
      return [`${called.responseKey}: row of ${printCall(called.call)}`, ...indent(printObject(called.object))];
    case 'calledRows':
      return printConnection(called.responseKey, called.connection, '');
  }
}

function printCall({ routine, arguments: given }: RoutineCall): string {
  const values = given.map(({ parameter, named, value }) => {
    const text = value.kind === 'slot' ? printSlot(value.slot) : value.kind;
    return named ? `${parameter.name ?? ''} => ${text}` : text;
  });
  return `${routine.namespace}.${routine.name}(${values.join(', ')})`;
}

function printPage(page: Page): string {
  const bounds = (['after', 'before'] as const).flatMap((name) => {
    const bound = page[name];
    return bound ? [`${name} (${bound.values.map((slot) => (slot ? printSlot(slot) : 'null')).join(', ')})`] : [];
  });
  return [
    page.direction,
    `at most ${printSlot(page.size)}`,
    ...(page.offset ? [`offset ${printSlot(page.offset)}`] : []),
    ...(isVariable(page.size) || isVariable(page.offset) ? [`within ${page.within ?? 'all'} rows`] : []),
    ...bounds,
    ...(page.lookAhead ? ['looks one row ahead'] : []),
    ...(page.positional ? ['counts rows'] : []),
  ].join(', ');
}

function isVariable(slot: Slot | undefined): boolean {
  return slot?.source.kind === 'variable';
}

function columnName({ name }: Column): string {
  return name;
}

function named(responseKey: string, name: string): string {
  return responseKey === name ? name : `${responseKey}: ${name}`;
}

function indent(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}
