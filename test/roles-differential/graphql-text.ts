import type { Condition, Operand } from './condition.js';
import { type Aggregate, type List, type Order, type Root, type Row } from './operation.js';
import type { Kind } from './world.js';

export interface GraphQLText {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @param byVariables Values of conditions as variables, not in the text. */
export function graphqlText(roots: readonly Root[], byVariables: boolean): GraphQLText {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const write: Write = (value, type) => {
    if (!byVariables) return JSON.stringify(value);
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };
  const fields = roots.map((root) => rootText(root, write)).join(' ');
  return { query: `query${declared.length === 0 ? '' : ` (${declared.join(', ')})`} { ${fields} }`, variables };
}

type Write = (value: unknown, type: string) => string;

function rootText(root: Root, write: Write): string {
  const { alias } = root;
  switch (root.is) {
    case 'list':
      return `${alias}: ${listText(root.list, write)}`;
    case 'byKey': {
      const key = root.table.key.map(({ field }, at) => `${field}: ${root.values[at]}`).join(', ');
      return `${alias}: ${root.table.single}(${key}) ${rowText(root.row, write)}`;
    }
    case 'byUnique': {
      const { table, column, value } = root;
      const name = `${table.single}By${column.field.slice(0, 1).toUpperCase()}${column.field.slice(1)}`;
      return `${alias}: ${name}(${column.field}: ${write(value, 'String!')}) ${rowText(root.row, write)}`;
    }
    case 'node': {
      const id = write(nodeIdOf(root.table.type, root.values), 'ID!');
      return `${alias}: node(nodeId: ${id}) { ... on ${root.table.type} ${rowText(root.row, write)} }`;
    }
    case 'total':
      return `${alias}: ${root.routine.field}`;
    case 'one':
      return `${alias}: ${root.routine.field}(which: ${root.argument}) ${rowText(root.row, write)}`;
  }
}

export function nodeIdOf(type: string, values: readonly number[]): string {
  return Buffer.from(JSON.stringify([type, ...values])).toString('base64');
}

export function listText(list: List, write: Write): string {
  const { from, page } = list;
  const name =
    from.is === 'table' ? from.table.list : from.is === 'related' ? from.relationship.field : from.routine.field;
  const given = [
    ...(from.is === 'function' ? [`minimum: ${from.argument}`] : []),
    ...(list.where === undefined ? [] : [`where: ${conditionText(list.where, write)}`]),
    ...(list.order.length === 0 ? [] : [`orderBy: [${list.order.map(orderText).join(', ')}]`]),
    ...(list.distinctOn === undefined ? [] : [`distinctOn: [${list.distinctOn.field}]`]),
    ...(page === undefined ? [] : [`${page.from}: ${page.count}`]),
    ...(page === undefined || page.offset === 0 ? [] : [`offset: ${page.offset}`]),
    ...(page?.after === undefined ? [] : [`after: ${write(page.after.cursor, 'String')}`]),
  ];
  const { total, groups } = list;
  const fields = [
    ...(list.nodes === undefined ? [] : [`nodes ${rowText(list.nodes, write)}`]),
    ...(list.pageInfo ? ['pageInfo { hasNextPage hasPreviousPage endCursor }'] : []),
    ...(total === undefined
      ? []
      : [`totalCount(mode: ${total.mode}${total.mode === 'CAPPED' ? `, cap: ${total.cap}` : ''})`]),
    ...(list.aggregate.length === 0 ? [] : [`aggregate ${aggregateText(list.aggregate)}`]),
    ...(groups === undefined
      ? []
      : [
          `groupBy(by: [${along(groups.path, `{ column: ${groups.by.field} }`)}], first: 100, orderBy: [{ keys: ${along(groups.path, `{ ${groups.by.field}: ASC }`)} }]) { nodes { keys ${selectAlong(groups.path, groups.by.field)} aggregate ${aggregateText(groups.aggregate)} } }`,
        ]),
  ];
  return `${name}${given.length === 0 ? '' : `(${given.join(', ')})`} { ${fields.join(' ')} }`;
}

function along(path: Order['path'], inner: string): string {
  return path.reduceRight((text, { field }) => `{ ${field}: ${text} }`, inner);
}

function selectAlong(path: Order['path'], field: string): string {
  return path.reduceRight((text, one) => `{ ${one.field} ${text} }`, `{ ${field} }`);
}

function orderText({ path, value, direction }: Order): string {
  return along(
    path,
    value.is === 'column'
      ? `{ ${value.column.field}: ${direction} }`
      : `{ ${value.relationship.field}Aggregate: { count: ${direction} } }`,
  );
}

function aggregateText(aggregates: readonly Aggregate[]): string {
  return `{ ${aggregates.map(({ name, column }) => (column === undefined ? name : `${name} { ${column.field} }`)).join(' ')} }`;
}

function rowText(row: Row, write: Write): string {
  const parts = row.map((part) => {
    switch (part.is) {
      case 'column':
        return part.column.field;
      case 'mark':
        return part.routine.field;
      case 'one':
        return `${part.alias}: ${part.relationship.field} ${rowText(part.row, write)}`;
      case 'list':
        return `${part.alias}: ${listText(part.list, write)}`;
    }
  });
  return `{ ${parts.join(' ')} }`;
}

export function conditionText(condition: Condition, write: Write): string {
  const inner = (part: Condition | undefined): string => (part === undefined ? '{}' : conditionText(part, write));
  switch (condition.is) {
    case 'compared': {
      const { column, operator, value } = condition;
      return `{ ${column.field}: { ${operator}: ${write(plainOperand(value), typeOf(column.kind, operator))} } }`;
    }
    case 'columns': {
      const { column, operator, other } = condition;
      return `{ compareColumns: [{ column: ${column.field}, ${operator}: ${other.field} }] }`;
    }
    case 'found':
      return `{ ${condition.field}: { search: { query: ${write(condition.word, 'String!')} } } }`;
    case 'all':
      return `{ and: [${condition.parts.map(inner).join(', ')}] }`;
    case 'any':
      return `{ or: [${condition.parts.map(inner).join(', ')}] }`;
    case 'not':
      return `{ not: ${inner(condition.part)} }`;
    case 'one':
      return `{ ${condition.relationship.field}: ${inner(condition.part)} }`;
    case 'counted': {
      const { relationship, operator, value, part } = condition;
      const where = part === undefined ? '' : `, where: ${inner(part)}`;
      return `{ ${relationship.field}Aggregate: { count: { ${operator}: ${write(value, 'Int')} }${where} } }`;
    }
    default:
      return `{ ${condition.relationship.field}: { ${condition.is}: ${inner(condition.part)} } }`;
  }
}

/** The same as an object, which is how a row filter gives it. */
export function conditionObject(condition: Condition, user: number): Record<string, unknown> {
  const inner = (part: Condition | undefined): Record<string, unknown> =>
    part === undefined ? {} : conditionObject(part, user);
  switch (condition.is) {
    case 'compared': {
      const { column, operator, value } = condition;
      return { [column.field]: { [operator]: isUser(value) ? user : value } };
    }
    case 'columns':
      return {
        compareColumns: [{ column: condition.column.field, [condition.operator]: condition.other.field }],
      };
    case 'found':
      return { [condition.field]: { search: { query: condition.word } } };
    case 'all':
      return { and: condition.parts.map(inner) };
    case 'any':
      return { or: condition.parts.map(inner) };
    case 'not':
      return { not: inner(condition.part) };
    case 'one':
      return { [condition.relationship.field]: inner(condition.part) };
    case 'counted': {
      const { relationship, operator, value, part } = condition;
      const where = part === undefined ? {} : { where: inner(part) };
      return { [`${relationship.field}Aggregate`]: { count: { [operator]: value }, ...where } };
    }
    default:
      return { [condition.relationship.field]: { [condition.is]: inner(condition.part) } };
  }
}

export function isUser(value: Operand): value is { readonly user: true } {
  return typeof value === 'object' && 'user' in value;
}

function plainOperand(value: Operand): unknown {
  if (isUser(value)) throw new Error('No operation knows its user.');
  return value;
}

const graphqlTypes: Readonly<Record<Kind, string>> = {
  int: 'Int',
  text: 'String',
  bool: 'Boolean',
  date: 'Date',
  numeric: 'Decimal',
};

function typeOf(kind: Kind, operator: string): string {
  if (operator === 'isNull') return 'Boolean';
  return operator === 'in' || operator === 'notIn' ? `[${graphqlTypes[kind]}!]` : graphqlTypes[kind];
}
