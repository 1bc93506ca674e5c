import type { Column, Relationship, Table } from '../model/database-model.js';
import type { AggregateFieldPlan, CountMode, RelatedAggregate } from './aggregate.js';
import type { Condition } from './condition.js';
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
  OrderTerm,
  Page,
  RootPlan,
  RowTypePlan,
  TreePlan,
} from './operation-plan.js';
import { printDistance, printSubject } from './print-subject.js';
import type { RoutineCall } from './routine-call.js';
import type { Slot, Source } from './slot.js';
import type { Measure } from './measure.js';
import type { TextSearch } from './text-search.js';

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
      `order ${order.map(printTerm).join(', ')}`,
      ...(distinctOn === 0 ? [] : [`the first row for each ${order.slice(0, distinctOn).map(printValue).join(', ')}`]),
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
  return printTerm({
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
        `${field.responseKey}: row of ${tableName(field.relationship.to)}${printWay(field.relationship)}`,
        ...indent(printObject(field.object)),
      ];
    case 'connection':
      return printConnection(field.responseKey, field.connection, printWay(field.relationship));
    case 'tree':
      return printTree(field.responseKey, field.tree);
    case 'needs':
      return ['for the host', ...indent(field.fields.flatMap(printField))];
    case 'ofPart':
      return prefixed('of the joined row: ', printField(field.field));
    case 'ofBase':
      return prefixed(`of ${tableName(field.base.to)}${printWay(field.base)}: `, printField(field.field));
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
    `${responseKey}: ${what} in ${tableName(relationship.to)}${printWay(relationship)}, at most ${printSlot(maxDepth)} deep`,
    ...indent([
      ...(where === undefined ? [] : [`where ${printCondition(where)}`]),
      ...(order === undefined ? [] : [`order ${order.map(printTerm).join(', ')}`]),
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

function printWay(relationship: Relationship): string {
  if (relationship.kind === 'junction') return ` through ${tableName(relationship.junction.table)}`;
  return ` by ${relationship.foreignKey.columns.join(', ')}`;
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
    ...bounds,
    ...(page.lookAhead ? ['looks one row ahead'] : []),
    ...(page.positional ? ['counts rows'] : []),
  ].join(', ');
}

function printTerm(term: OrderTerm): string {
  const { notNull, descending, nullsFirst } = term;
  const nulls = notNull || nullsFirst === descending ? '' : nullsFirst ? ' nulls first' : ' nulls last';
  return `${printValue(term)}${descending ? ' desc' : ''}${nulls}`;
}

/** `artist(artist_id).name` */
function printValue({ path, column, aggregate, measure }: OrderTerm): string {
  if (measure !== undefined) return [...path.map(printStep), printMeasure(measure)].join('.');
  if (aggregate !== undefined) return printRelatedAggregate(aggregate);
  return [...path.map(printStep), column.name].join('.');
}

function printStep(relationship: Relationship): string {
  if (relationship.kind === 'junction') return relationship.to.name;
  return `${relationship.to.name}(${relationship.foreignKey.columns.join(', ')})`;
}

function printRelatedAggregate({ relationship, aggregate }: RelatedAggregate): string {
  return `${aggregate.value.name} of ${tableName(relationship.to)}${printWay(relationship)}`;
}

function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `${condition.kind}(${condition.conditions.map(printCondition).join('; ')})`;
    case 'not':
      return `not(${printCondition(condition.condition)})`;
    case 'null':
      return `${printSubject(condition.column, printSlot)} ${condition.negated ? 'is not null' : 'is null'}`;
    case 'compare':
      return `${printSubject(condition.column, printSlot)} ${condition.operator} ${printSlot(condition.slot)}`;
    case 'distinct':
      return `${printSubject(condition.column, printSlot)} is ${condition.negated ? 'not ' : ''}distinct from ${printSlot(condition.slot)}`;
    case 'among':
      return `${printSubject(condition.column, printSlot)} ${condition.negated ? 'not in' : 'in'} ${printSlot(condition.slot)}`;
    case 'like':
      return `${printSubject(condition.column, printSlot)} ${condition.caseInsensitive ? 'ilike' : 'like'} ${printSlot(condition.slot)}`;
    case 'typeOperator':
      return `${printSubject(condition.column, printSlot)} ${condition.operator} ${printSlot(condition.slot)}`;
    case 'empty':
      return `${printSubject(condition.column, printSlot)} ${condition.negated ? 'is not' : 'is'} empty`;
    case 'jsonPath':
      return `${printSubject(condition.column, printSlot)} has ${condition.negated ? 'nothing' : 'something'} at ${printSlot(condition.path)}`;
    case 'spatial': {
      const distance = condition.distance === undefined ? '' : ` at most ${printSlot(condition.distance)} from`;
      return `${printSubject(condition.column, printSlot)} ${condition.predicate}${distance} ${printSlot(condition.operand)}`;
    }
    case 'textSearch':
      return `${printSubject(condition.column, printSlot)} matches ${printSearch(condition)}`;
    case 'compareColumns':
      return `${condition.column.name} ${condition.operator} ${condition.other.name}`;
    case 'related': {
      const { relationship, quantifier, condition: far } = condition;
      const rows = `${tableName(relationship.to)}${printWay(relationship)}`;
      return `${quantifier} of ${rows}${far === undefined ? '' : `: (${printCondition(far)})`}`;
    }
    case 'relatedAggregate': {
      const { relationship, where, having } = condition;
      const rows = `${tableName(relationship.to)}${printWay(relationship)}`;
      return `of ${rows}${where === undefined ? '' : ` where ${printCondition(where)}`}: ${printCondition(having.condition)}`;
    }
  }
}

function printMeasure(measure: Measure): string {
  if (measure.kind === 'distance') return printDistance(measure.column.name, measure.from, printSlot);
  return `rank of ${measure.document.name} for ${printSearch(measure.search)}`;
}

function printSearch({ mode, query, configuration }: TextSearch): string {
  return `${mode} ${printSlot(query)} in ${printSlot(configuration)}`;
}

function printSlot({ source, encoding }: Slot): string {
  return encoding.kind === 'cursor' ? `${printSource(source)}[${encoding.index}]` : printSource(source);
}

function printSource(source: Source): string {
  switch (source.kind) {
    case 'constant':
      return JSON.stringify(source.value);
    case 'variable':
      return `$${source.path.join('.')}`;
    case 'list':
      return `[${source.items.map(printSource).join(', ')}]`;
    case 'object':
      return `{${source.fields.map(([name, field]) => `${name}: ${printSource(field)}`).join(', ')}}`;
  }
}

function tableName({ namespace, name }: Table): string {
  return `${namespace}.${name}`;
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
