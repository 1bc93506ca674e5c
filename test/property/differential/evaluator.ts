import {
  type FieldNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  type GraphQLObjectType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind as NodeKind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { aggregateOf, type Aggregated } from './aggregates.js';
import { type Condition, havingHolds, passes } from './conditions.js';
import { atPath, type Json, printJson } from './json.js';
import { type Group, groupRows, pageOfGroups } from './groups.js';
import { type Cursors, type List, listOf, type Page } from './lists.js';
import type { Kind } from './kinds.js';
import type { Cell, Column, Model, Row, Table } from './model.js';
import type { Range } from './ranges.js';

/** Places of the expected answer that only the gateway can fill; `compare.ts` knows them. */
export const marks = { cursor: '\u0001cursor ', nodeId: '\u0001nodeId ', estimate: '\u0001float ' } as const;

type Variables = Readonly<Record<string, unknown>>;
interface Run {
  readonly model: Model;
  readonly variables: Variables;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly known: Known;
}
/** What earlier answers taught: the row of each cursor and of each global identifier. */
export interface Known {
  readonly cursors: Cursors;
  readonly nodeIds: Map<string, Row>;
}
/** Answers one field of an object: its JSON text. */
type Resolve = (field: string, args: Variables, run: Run, nodes: readonly FieldNode[]) => string;

/** The answer of an operation as JSON text, by the GraphQL specification, §6, and docs/reference. */
export function evaluate(model: Model, document: DocumentNode, variables: Variables, known: Known): string {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === NodeKind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error('No operation.');
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === NodeKind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const { coerced } = getVariableValues(model.schema, operation.variableDefinitions ?? [], variables);
  return select(
    { model, variables: coerced ?? {}, fragments, known },
    'Query',
    [operation.selectionSet],
    (name, args, run, nodes) => {
      const list = model.lists.get(name);
      if (list !== undefined) return connection(list, list.rows, args, run, nodes);
      const single = model.singles.get(name);
      if (single !== undefined) return object(single, rowByKey(single, args), run, nodes);
      if (name === 'node') {
        const row = known.nodeIds.get(args.nodeId as string);
        if (row === undefined) throw new Error('A global identifier that no answer held.');
        return object(row.table, row, run, nodes);
      }
      throw new Error(`The evaluator has no root ${name}.`);
    },
  );
}

function rowByKey(table: Table, args: Variables): Row | undefined {
  return table.rows.find((row) =>
    Object.entries(args).every(([name, value]) => {
      const [kind, cell] = [table.columns.get(name)?.kind, row.cells[name]];
      return kind !== undefined && cell != null && kind.compare(cell.value, kind.parse(String(value))) === 0;
    }),
  );
}

/** §6.3.2 CollectFields and ExecuteSelectionSet. */
function select(run: Run, type: string, sets: readonly SelectionSetNode[], resolve: Resolve): string {
  const objectType = run.model.schema.getType(type) as GraphQLObjectType;
  const collected = new Map<string, FieldNode[]>();
  for (const set of sets) collect(run, objectType, set, collected);
  const parts = Array.from(collected, ([key, nodes]) => {
    const [first] = nodes;
    if (first === undefined) return '';
    const name = first.name.value;
    const definition = objectType.getFields()[name];
    const value =
      name === '__typename'
        ? JSON.stringify(type)
        : definition === undefined
          ? 'null'
          : resolve(name, getArgumentValues(definition, first, run.variables), run, nodes);
    return `${JSON.stringify(key)}:${value}`;
  });
  return `{${parts.join(',')}}`;
}

function collect(run: Run, type: GraphQLObjectType, set: SelectionSetNode, into: Map<string, FieldNode[]>): void {
  for (const node of set.selections) {
    if (getDirectiveValues(GraphQLSkipDirective, node, run.variables)?.if === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, node, run.variables)?.if === false) continue;
    if (node.kind === NodeKind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      into.set(key, [...(into.get(key) ?? []), node]);
      continue;
    }
    const fragment = node.kind === NodeKind.FRAGMENT_SPREAD ? run.fragments.get(node.name.value) : node;
    const condition = fragment?.typeCondition?.name.value;
    const applies =
      condition === undefined || condition === type.name || type.getInterfaces().some(({ name }) => name === condition);
    if (fragment !== undefined && applies) collect(run, type, fragment.selectionSet, into);
  }
}

const setsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));

function object(table: Table, row: Row | undefined, run: Run, nodes: readonly FieldNode[]): string {
  if (row === undefined) return 'null';
  return select(run, table.type, setsOf(nodes), (name, args, _, inner) => {
    if (name === 'nodeId') return JSON.stringify(`${marks.nodeId}${table.type} ${row.place}`);
    const column = table.columns.get(name);
    if (column !== undefined) return showColumn(column, row, args, run, inner);
    const relationship = table.relationships.get(name);
    if (relationship === undefined) throw new Error(`The evaluator has no ${table.type}.${name}.`);
    const rows = relationship.rowsOf(row);
    if (relationship.isMany) return connection(relationship.target, rows, args, run, inner);
    return object(relationship.target, rows[0], run, inner);
  });
}

function showColumn({ name, kind }: Column, row: Row, args: Variables, run: Run, nodes: readonly FieldNode[]): string {
  const cell = row.cells[name];
  if (cell == null) return 'null';
  if (kind.family === 'json' && args.path != null) {
    const found = atPath(cell.value as Json, args.path as string[]);
    return found === undefined ? 'null' : printJson(found);
  }
  const field = (run.model.schema.getType(row.table.type) as GraphQLObjectType).getFields()[name];
  return showValue(kind, cell, getNamedType(field?.type)?.name ?? '', run, nodes);
}

/** A value, or the parts of it that are selected. */
function showValue(kind: Kind, cell: Cell, type: string, run: Run, nodes: readonly FieldNode[]): string {
  switch (kind.family) {
    case 'composite': {
      const parts = cell.value as Readonly<Record<string, Cell | null>>;
      return select(run, type, setsOf(nodes), (field, _, __, inner) => {
        const [part, own] = [parts[field] ?? null, kind.attributes?.find(({ name }) => name === field)?.kind];
        const shown = (run.model.schema.getType(type) as GraphQLObjectType).getFields()[field]?.type;
        if (part === null || own === undefined) return 'null';
        return showValue(own, part, getNamedType(shown)?.name ?? '', run, inner);
      });
    }
    case 'multirange': {
      const ranges = cell.value as readonly Range[];
      return `[${ranges.map((range) => showRange(kind.of?.of, range, type, run, nodes)).join(',')}]`;
    }
    case 'range':
      return showRange(kind.of, cell.value as Range, type, run, nodes);
    default:
      return kind.show(cell.text, cell.value);
  }
}

function showRange(of: Kind | undefined, range: Range, type: string, run: Run, nodes: readonly FieldNode[]): string {
  const { isEmpty, lower, upper } = range;
  return select(run, type, setsOf(nodes), (field) => {
    if (field === 'isEmpty') return String(isEmpty);
    if (field.endsWith('Inclusive')) return String((field.startsWith('lower') ? lower : upper)?.inclusive ?? false);
    const bound = field === 'lower' ? lower : upper;
    return bound === null ? 'null' : (of?.show(bound.text, bound.value) ?? 'null');
  });
}

function connection(
  table: Table,
  source: readonly Row[],
  args: Variables,
  run: Run,
  nodes: readonly FieldNode[],
): string {
  const where = args.where as Condition | null | undefined;
  const matching = where == null ? source : source.filter((row) => passes(table, where, row));
  let list: List | undefined;
  const whole = (): List => (list ??= listOf(table, matching, args, run.known.cursors));
  let cut: Page | undefined;
  const page = (): Page => (cut ??= whole().page());
  const rowsOfAll = (): readonly Row[] => (args.distinctOn == null ? matching : whole().rows);
  const cursor = (row: Row): string =>
    JSON.stringify(`${marks.cursor}${run.known.cursors.remember(whole().cursorOf(row))}`);
  return select(run, `${table.type}Connection`, setsOf(nodes), (name, own, _, inner) => {
    switch (name) {
      case 'totalCount': {
        const count = rowsOfAll().length;
        return String(own.mode === 'CAPPED' ? Math.min(count, own.cap as number) : count);
      }
      case 'nodes':
        return `[${page()
          .rows.map((row) => object(table, row, run, inner))
          .join(',')}]`;
      case 'edges':
        return `[${page()
          .rows.map((row) =>
            select(run, `${table.type}Edge`, setsOf(inner), (field, __, ___, deeper) =>
              field === 'cursor' ? cursor(row) : object(table, row, run, deeper),
            ),
          )
          .join(',')}]`;
      case 'pageInfo':
        return select(run, 'PageInfo', setsOf(inner), (field) => {
          const { rows, hasNextPage, hasPreviousPage } = page();
          if (field === 'hasNextPage') return String(hasNextPage);
          if (field === 'hasPreviousPage') return String(hasPreviousPage);
          const row = field === 'startCursor' ? rows[0] : rows.at(-1);
          return row === undefined ? 'null' : cursor(row);
        });
      case 'aggregate':
        return aggregates(table, rowsOfAll(), run, inner);
      case 'groupBy':
        return groups(table, rowsOfAll(), own, run, inner);
      default:
        throw new Error(`The evaluator has no ${name} of a connection.`);
    }
  });
}

function aggregates(table: Table, rows: readonly Row[], run: Run, nodes: readonly FieldNode[]): string {
  const type = run.model.schema.getType(`${table.type}Aggregate`) as GraphQLObjectType;
  return select(run, type.name, setsOf(nodes), (name, { fraction }, _, inner) => {
    if (name === 'count') return String(rows.length);
    const result = getNamedType(type.getFields()[name]?.type);
    return select(run, result?.name ?? '', setsOf(inner), (column) =>
      showAggregate(aggregateOf(table, name, column, rows, fraction as number | undefined)),
    );
  });
}

function showAggregate({ kind, cell, isEstimate }: Aggregated): string {
  if (cell === null) return 'null';
  if (isEstimate && Number.isFinite(cell.value)) return JSON.stringify(`${marks.estimate}${String(cell.value)}`);
  return kind.show(cell.text, cell.value);
}

function groups(table: Table, rows: readonly Row[], args: Variables, run: Run, nodes: readonly FieldNode[]): string {
  const by = args.by as readonly Record<string, unknown>[];
  const having = args.having as Condition | null | undefined;
  const kept = groupRows(table, rows, by).filter(
    (group) => having == null || havingHolds(table, having, group.rows) === true,
  );
  return select(run, `${table.type}Groups`, setsOf(nodes), (name, _, __, inner) => {
    if (name === 'totalCount') return String(kept.length);
    const page = pageOfGroups(table, kept, by, args);
    return `[${page.map((group) => showGroup(table, group, run, inner)).join(',')}]`;
  });
}

function showGroup(table: Table, group: Group, run: Run, nodes: readonly FieldNode[]): string {
  return select(run, `${table.type}Group`, setsOf(nodes), (name, args, _, inner) => {
    if (name === 'aggregate') return aggregates(table, group.rows, run, inner);
    if (name === 'rows') return connection(table, group.rows, args, run, inner);
    return showKeys(table, group, '', run, inner);
  });
}

function showKeys(table: Table, group: Group, path: string, run: Run, nodes: readonly FieldNode[]): string {
  return select(run, `${table.type}GroupKeys`, setsOf(nodes), (name, _, __, inner) => {
    const target = table.relationships.get(name)?.target;
    if (target !== undefined) return showKeys(target, group, `${path}${name}.`, run, inner);
    const cell = group.keys[`${path}${name}`] ?? null;
    return cell === null ? 'null' : (table.columns.get(name)?.kind.show(cell.text, cell.value) ?? 'null');
  });
}
