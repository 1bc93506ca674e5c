import type { Draw } from '../property/differential/draw.js';
import { nodeIdOf } from './graphql-text.js';
import type { Viewer } from './viewer.js';
import { type Column, type Routine, type Table, type World } from './world.js';
import { capital, neverNamed } from './words.js';

/** Two requests that differ in a name alone: that of something hidden, and one that nothing ever had. */
export interface Twins {
  readonly names: readonly [hidden: string, never: string];
  readonly requests: readonly [Request, Request];
}

export interface Request {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Undefined where nothing is hidden from the viewer. */
export function drawTwins(draw: Draw, world: World, viewer: Viewer): Twins | undefined {
  const columns = world.tables.flatMap((table) =>
    viewer.seesTable(table)
      ? table.columns.filter((column) => !viewer.sees(column, table)).map((column) => ({ table, column }))
      : [],
  );
  const tables = world.tables.filter((table) => !viewer.seesTable(table));
  const functions = world.functions.filter((routine) => !viewer.functions.includes(routine));
  const kinds = [
    ...(columns.length > 0 ? ['column', 'column', 'column'] : []),
    ...(tables.length > 0 ? ['table', 'table'] : []),
    ...(functions.length > 0 ? ['function'] : []),
  ];
  if (kinds.length === 0) return undefined;
  const kind = draw.one(kinds);
  if (kind === 'function') return ofFunction(draw, viewer, draw.one(functions));
  if (kind === 'table') return ofTable(draw, world, viewer, draw.one(tables));
  const { table, column } = draw.one(columns);
  return ofColumn(draw, viewer, table, column);
}

/** @param write A request in which a name stands for what is hidden. */
function twins(name: string, write: (name: string) => Request): Twins {
  const never = neverNamed(name);
  return { names: [name, never], requests: [write(name), write(never)] };
}

function ofColumn(draw: Draw, viewer: Viewer, table: Table, { field, kind }: Column): Twins {
  const value = kind === 'int' ? '1' : kind === 'bool' ? 'true' : kind === 'date' ? '"2024-02-21"' : '"1"';
  const seen = draw.one(viewer.columns(table)).field;
  const { list, type, single } = table;
  const asked = draw.one<(name: string) => string>([
    (name) => `{ ${list} { nodes { ${name} } } }`,
    (name) => `{ ${list} { nodes { ${seen} ${name} } totalCount } }`,
    (name) => `query ($a: ${type}Where = { ${name}: { eq: ${value} } }) { ${list}(where: $a) { totalCount } }`,
    (name) => `{ ${list}(where: { ${name}: { eq: ${value} } }) { totalCount } }`,
    (name) => `{ ${list}(where: { not: { or: [{ ${name}: { isNull: true } }] } }) { totalCount } }`,
    (name) => `{ ${list}(where: { compareColumns: [{ column: ${name}, eq: ${seen} }] }) { totalCount } }`,
    (name) => `{ ${list}(where: { compareColumns: [{ column: ${seen}, isDistinctFrom: ${name} }] }) { totalCount } }`,
    (name) => `{ ${list}(orderBy: [{ ${name}: ASC }]) { nodes { ${seen} } } }`,
    (name) => `{ ${list}(orderBy: [{ ${seen}: ASC }, { ${name}: DESC_NULLS_LAST }]) { edges { cursor } } }`,
    (name) => `{ ${list}(distinctOn: [${name}]) { totalCount } }`,
    (name) => `{ ${list} { aggregate { max { ${name} } } } }`,
    (name) => `{ ${list} { aggregate { countDistinct { ${name} } } } }`,
    (name) => `{ ${list} { groupBy(by: [{ column: ${name} }]) { nodes { aggregate { count } } } } }`,
    (name) => `{ ${list} { groupBy(by: [{ column: ${seen} }]) { nodes { keys { ${name} } } } } }`,
    (name) =>
      `{ ${list} { groupBy(by: [{ column: ${seen} }], having: { countDistinct: { ${name}: { gt: 1 } } }) { totalCount } } }`,
    (name) => `{ ${single}By${capital(name)}(${name}: ${value}) { ${seen} } }`,
    (name) => `{ node(nodeId: "${nodeIdOf(type, [1])}") { ... on ${type} { ${name} } } }`,
    (name) => `fragment f on ${type} { ${name} } { ${list} { nodes { ...f } } }`,
    ...ways(viewer, table).flatMap(({ from, field: way, many }): ((name: string) => string)[] =>
      many
        ? [
            (name) => `{ ${from.list}(where: { ${way}: { some: { ${name}: { isNull: false } } } }) { totalCount } }`,
            (name) =>
              `{ ${from.list}(where: { ${way}Aggregate: { max: { ${name}: { gt: ${value} } } } }) { totalCount } }`,
            (name) => `{ ${from.list}(orderBy: [{ ${way}Aggregate: { max: { ${name}: ASC } } }]) { totalCount } }`,
            (name) => `{ ${from.list} { nodes { ${way} { nodes { ${name} } } } } }`,
            (name) => `{ ${from.list} { nodes { ${way}(orderBy: [{ ${name}: ASC }]) { totalCount } } } }`,
          ]
        : [
            (name) => `{ ${from.list}(where: { ${way}: { ${name}: { eq: ${value} } } }) { totalCount } }`,
            (name) => `{ ${from.list}(orderBy: [{ ${way}: { ${name}: ASC } }]) { totalCount } }`,
            (name) => `{ ${from.list} { nodes { ${way} { ${name} } } } }`,
            (name) => `{ ${from.list} { groupBy(by: [{ ${way}: { column: ${name} } }]) { totalCount } } }`,
          ],
    ),
    ...viewer.functions
      .filter((routine) => routine.table === table && routine.kind === 'rows')
      .flatMap((routine): ((name: string) => string)[] => [
        (name) => `{ ${routine.field}(minimum: 1) { nodes { ${name} } } }`,
        (name) => `{ ${routine.field}(minimum: 1, where: { ${name}: { isNull: true } }) { totalCount } }`,
      ]),
  ]);
  if (draw.chance(0.15)) {
    const input = draw.one([
      (name: string) => ({ type: `${type}Where`, at: 'where', value: { [name]: { isNull: true } } }),
      (name: string) => ({ type: `[${type}OrderBy!]`, at: 'orderBy', value: [{ [name]: 'ASC' }] }),
      (name: string) => ({ type: `[${type}Column!]`, at: 'distinctOn', value: [name] }),
    ]);
    return twins(field, (name) => {
      const { type: of, at, value: given } = input(name);
      return { query: `query ($a: ${of}) { ${list}(${at}: $a) { totalCount } }`, variables: { a: given } };
    });
  }
  return twins(field, (name) => ({ query: asked(name), variables: {} }));
}

function ways(viewer: Viewer, to: Table) {
  return viewer.tables.flatMap((from) => viewer.relationships(from)).filter((one) => one.to === to);
}

function ofTable(draw: Draw, world: World, viewer: Viewer, table: Table): Twins {
  const { type, list, single, key } = table;
  const byType = draw.one<(name: string) => Request>([
    (name) => ({
      query: `{ node(nodeId: "${nodeIdOf('Never', [1])}") { ... on ${name} { __typename } } }`,
      variables: {},
    }),
    (name) => ({
      query: `query ($id: ID!) { node(nodeId: $id) { __typename } }`,
      variables: { id: nodeIdOf(name, [1]) },
    }),
    (name) => ({ query: `{ __type(name: "${name}") { name kind } }`, variables: {} }),
    (name) => ({ query: `query ($a: ${name}Where) { __typename ${list}(where: $a) { totalCount } }`, variables: {} }),
  ]);
  const way = draw.some(
    world.relationships.filter(({ from, to }) => to === table && viewer.seesTable(from)),
    0,
    1,
  )[0];
  if (way !== undefined && draw.chance(0.6)) {
    const { from, field, many } = way;
    const inner = many ? '{ some: {} }' : '{}';
    const select = many ? '{ totalCount }' : '{ __typename }';
    const asked = draw.one<(name: string) => string>([
      (name) => `{ ${from.list} { nodes { ${name} ${select} } } }`,
      (name) => `{ ${from.list}(where: { ${name}: ${inner} }) { totalCount } }`,
      (name) => `{ ${from.list}(where: { ${name}Aggregate: { count: { gt: 1 } } }) { totalCount } }`,
    ]);
    return twins(field, (name) => ({ query: asked(name), variables: {} }));
  }
  if (draw.chance(0.5)) return twins(type, byType);
  if (draw.chance(0.5)) return twins(list, (name) => ({ query: `{ ${name} { totalCount } }`, variables: {} }));
  const given = key.map(({ field }) => `${field}: 1`).join(', ');
  return twins(single, (name) => ({
    query: `{ ${name}${given === '' ? '' : `(${given})`} { __typename } }`,
    variables: {},
  }));
}

function ofFunction(draw: Draw, viewer: Viewer, { kind, field, table }: Routine): Twins {
  const ask: Readonly<Record<Routine['kind'], readonly ((name: string) => string)[]>> = {
    total: [(name) => `{ ${name} }`],
    rows: [(name) => `{ ${name}(minimum: 1) { totalCount } }`],
    one: [(name) => `{ ${name}(which: 1) { __typename } }`],
    mark: viewer.seesTable(table)
      ? [
          (name) => `{ ${table.list} { nodes { ${name} } } }`,
          (name) => `{ ${table.list}(where: { ${name}: { isNull: true } }) { totalCount } }`,
          (name) => `{ ${table.list}(orderBy: [{ ${name}: ASC }]) { totalCount } }`,
          (name) => `{ ${table.list} { aggregate { max { ${name} } } } }`,
        ]
      : [(name) => `{ ${name} }`, (name) => `{ ${name}(argument1: {}) }`],
  };
  const asked = draw.one(ask[kind]);
  return twins(field, (name) => ({ query: asked(name), variables: {} }));
}

/** The words of all that is hidden from the viewer, as they would stand in a schema or in a message. */
export function hiddenNames(world: World, viewer: Viewer): RegExp | undefined {
  const names = world.tables.flatMap((table) => [
    ...table.columns
      .filter((column) => !viewer.sees(column, table) && !table.isJunction && !table.key.includes(column))
      .map(({ field }) => field),
    ...(viewer.seesTable(table) ? [] : [table.list, table.type, `${table.type}Connection`, `${table.type}Where`]),
    ...(table.document !== undefined && viewer.document(table) === undefined ? [table.document.field] : []),
  ]);
  names.push(
    ...world.functions.filter((routine) => !viewer.functions.includes(routine)).map(({ field }) => field),
    ...world.relationships
      .filter((one) => one.needs.some(([table, column]) => !viewer.sees(column, table)) && one.through === undefined)
      .filter(({ from, to }) => !from.isJunction && !to.isJunction)
      .map(({ field }) => field),
  );
  return names.length === 0 ? undefined : new RegExp(`\\b(${names.join('|')})\\b`);
}
