import type { Draw } from '../property/differential/draw.js';
import { drawFilters, drawGrants, drawHidden } from './draw-access.js';
import { drawValue } from './draw-condition.js';
import { capital, nouns, words } from './words.js';
import {
  type Column,
  type Kind,
  path,
  type Relationship,
  roleCount,
  roleName,
  type Routine,
  type Table,
  type World,
} from './world.js';

export function drawWorld(draw: Draw): World {
  const name = namesFrom(draw);
  const tables: Table[] = [];
  const relationships: Relationship[] = [];
  const count = 4 + draw.below(2);
  for (let number = 0; number < count; number += 1) drawTable(draw, name, tables, relationships);
  drawJunction(draw, tables, relationships);
  const bases = tables.filter(({ isJunction }) => !isJunction);
  for (let number = 0; number < 2; number += 1) drawView(draw, name, draw.one(bases), tables, relationships);
  const functions = drawFunctions(draw, name, tables);
  const filters = drawFilters(draw, tables, relationships);
  const hidden = drawHidden(draw, tables, functions);
  return {
    tables,
    relationships,
    functions,
    grants: Array.from({ length: roleCount }, (_, role) => drawGrants(draw, role, tables, functions, filters)),
    filters,
    hidden,
    deniesByDefault: draw.chance(0.4),
  };
}

interface NamesLeft {
  readonly noun: () => string;
  readonly word: () => string;
}

function namesFrom(draw: Draw): NamesLeft {
  const taker = (all: readonly string[]): (() => string) => {
    const left = [...all];
    return () => left.splice(draw.below(left.length), 1)[0] ?? '';
  };
  return { noun: taker(nouns), word: taker(words) };
}

const sqlTypes: Readonly<Record<Kind, string>> = {
  int: 'int',
  text: 'text',
  bool: 'boolean',
  date: 'date',
  numeric: 'numeric(6, 2)',
};

function drawTable(draw: Draw, name: NamesLeft, tables: Table[], relationships: Relationship[]): void {
  const noun = name.noun();
  const key: Column = { name: `${noun}_id`, field: `${noun}Id`, kind: 'int' };
  const plain = Array.from({ length: 3 + draw.below(3) }, (_, index): Column => {
    const word = name.word();
    const kind = index === 0 ? 'int' : draw.one<Kind>(['int', 'text', 'text', 'bool', 'date', 'numeric']);
    return { name: word, field: word, kind };
  });
  const targets = draw.some(
    tables.filter(({ isJunction, view }) => !isJunction && view === undefined),
    0,
    2,
  );
  const ends = [...targets, ...(draw.chance(0.3) ? [undefined] : [])].map((target) => {
    const word = name.word();
    const column: Column = { name: `${word}_id`, field: `${word}Id`, kind: 'int' };
    return { word, column, target, unique: target !== undefined && draw.chance(0.2) };
  });
  const uniqueWord = name.word();
  const unique: Column | undefined = draw.chance(0.5)
    ? { name: uniqueWord, field: uniqueWord, kind: 'text' }
    : undefined;
  const columns = [key, ...plain, ...ends.map(({ column }) => column), ...(unique === undefined ? [] : [unique])];
  const textual = plain.filter(({ kind }) => kind === 'text');
  const document = textual.length > 0 && draw.chance(0.6) ? { field: name.word(), columns: textual } : undefined;
  const rows = 12 + draw.below(28);
  const namespace = draw.chance(0.25) ? 'depot' : 'public';
  const place = `${namespace}.${noun}`;
  const required = plain.map(() => draw.chance(0.4));
  const definitions = [
    `${key.name} int primary key`,
    ...plain.map(({ name: own, kind }, index) => `${own} ${sqlTypes[kind]}${required[index] ? ' not null' : ''}`),
    ...ends.map(({ column, target, unique: single }) => {
      const to = target === undefined ? place : path(target);
      return `${column.name} int ${single ? 'unique ' : ''}references ${to}`;
    }),
    ...(unique === undefined ? [] : [`${unique.name} text unique not null`]),
  ];
  const counts = ends.map(({ target }) => (target === undefined ? rows : (rowCounts.get(target) ?? 0)));
  const taken = ends.map(() => new Set<number>());
  const values = Array.from({ length: rows }, (_, index) => {
    const cells = [
      String(index + 1),
      ...plain.map(({ kind }, at) => (!required[at] && draw.chance(0.15) ? 'null' : sqlValue(drawValue(draw, kind)))),
      ...ends.map(({ unique: single, target }, at) => {
        const value = 1 + draw.below(target === undefined ? index + 1 : (counts[at] ?? 1));
        if (draw.chance(0.15) || (single && taken[at]?.has(value))) return 'null';
        taken[at]?.add(value);
        return String(value);
      }),
      ...(unique === undefined ? [] : [`'u${(index * 7) % 97}'`]),
    ];
    return `(${cells.join(', ')})`;
  });
  const table: Table = {
    ...namesOf(namespace, noun),
    columns,
    key: [key],
    unique,
    document,
    view: undefined,
    isJunction: false,
    ddl: [
      `create table ${place} (${definitions.join(', ')})`,
      `insert into ${place} values ${values.join(', ')}`,
      ...(document === undefined
        ? []
        : [
            `comment on table ${place} is '@search ${document.field} (simple, ${textual.map((one) => one.name).join(', ')})'`,
          ]),
      ...drawPolicies(draw, place, columns, ends),
    ],
  };
  rowCounts.set(table, rows);
  tables.push(table);
  for (const { word, column, target = table, unique: single } of ends) {
    addForeignKey(relationships, table, column, word, target, single);
  }
}

/** How many rows were made. */
const rowCounts = new WeakMap<Table, number>();

function namesOf(namespace: Table['namespace'], noun: string) {
  return { namespace, name: noun, type: capital(noun), list: `${noun}s`, single: noun };
}

function sqlValue(value: number | string | boolean): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function addForeignKey(
  relationships: Relationship[],
  table: Table,
  column: Column,
  word: string,
  target: Table,
  single: boolean,
): void {
  const [referenced] = target.key as readonly [Column];
  const needs = [
    [table, column],
    [target, referenced],
  ] as const;
  relationships.push({
    field: word,
    from: table,
    to: target,
    many: false,
    needs,
    far: (near, far) => `${far}.${referenced.name} = ${near}.${column.name}`,
    through: undefined,
  });
  relationships.push({
    field: `${single ? table.single : table.list}By${capital(word)}`,
    from: target,
    to: table,
    many: !single,
    needs,
    far: (near, far) => `${far}.${column.name} = ${near}.${referenced.name}`,
    through: undefined,
  });
}

/** Some bear on some roles only, and some let pass what others must not. */
function drawPolicies(
  draw: Draw,
  place: string,
  columns: readonly Column[],
  ends: readonly { readonly column: Column; readonly target: Table | undefined }[],
): readonly string[] {
  if (draw.chance(0.4)) return [];
  const policies = Array.from({ length: draw.chance(0.05) ? 0 : 1 + draw.below(3) }, (_, index) => {
    const number = draw.one(columns.filter(({ kind }) => kind === 'int')).name;
    const end = ends.find(({ target }) => target !== undefined);
    const [targetKey] = end?.target?.key ?? [];
    const far =
      end?.target === undefined || targetKey === undefined
        ? 'true'
        : `exists (select from ${path(end.target)} far where far.${targetKey.name} = ${end.column.name})`;
    const condition = draw.one([
      `${number} % 3 <> current_setting('app.asker')::int % 3`,
      `${number} >= 3 or ${number} is null`,
      `coalesce(${number}, 0) <> current_setting('app.asker')::int`,
      far,
      'true',
    ]);
    const to = draw.chance(0.6)
      ? 'public'
      : draw
          .some(
            Array.from({ length: roleCount }, (_item, role) => role),
            1,
            3,
          )
          .map(roleName)
          .join(', ');
    const restrictive = index > 0 && draw.chance(0.4) ? 'as restrictive ' : '';
    return `create policy p${index} on ${place} ${restrictive}for select to ${to} using (${condition})`;
  });
  return [`alter table ${place} enable row level security`, ...policies];
}

function drawJunction(draw: Draw, tables: Table[], relationships: Relationship[]): void {
  const [one, other] = draw.some(tables, 2, 2);
  if (one === undefined || other === undefined || draw.chance(0.2)) return;
  const columns = [one, other].map(({ name }): Column => ({ name: `${name}_id`, field: `${name}Id`, kind: 'int' })) as [
    Column,
    Column,
  ];
  const noun = `${one.name}_${other.name}`;
  const place = `public.${noun}`;
  const pairs = new Set<string>();
  for (let number = 0; number < 40; number += 1) {
    pairs.add(`(${1 + draw.below(rowCounts.get(one) ?? 1)}, ${1 + draw.below(rowCounts.get(other) ?? 1)})`);
  }
  const single = one.name + capital(other.name);
  const junction: Table = {
    namespace: 'public',
    name: noun,
    type: capital(single),
    list: `${single}s`,
    single,
    columns,
    key: columns,
    unique: undefined,
    document: undefined,
    view: undefined,
    isJunction: true,
    ddl: [
      `create table ${place} (${[one, other]
        .map((table, at) => `${columns[at]?.name} int not null references ${path(table)}`)
        .join(', ')}, primary key (${columns.map(({ name }) => name).join(', ')}))`,
      `insert into ${place} values ${[...pairs].join(', ')}`,
      ...drawPolicies(draw, place, columns, []),
    ],
  };
  tables.push(junction);
  for (const [near, far, at] of [
    [one, other, 0],
    [other, one, 1],
  ] as const) {
    const [nearKey] = near.key as readonly [Column];
    const [farKey] = far.key as readonly [Column];
    const [nearEnd, farEnd] = [columns[at], columns[1 - at]] as [Column, Column];
    const half = [
      [junction, nearEnd],
      [near, nearKey],
    ] as const;
    relationships.push(
      {
        field: far.list,
        from: near,
        to: far,
        many: true,
        needs: [...half, [junction, farEnd], [far, farKey]],
        far: () => 'true',
        through: {
          table: junction,
          on: (a, j, b) => `${j}.${nearEnd.name} = ${a}.${nearKey.name} and ${j}.${farEnd.name} = ${b}.${farKey.name}`,
        },
      },
      {
        field: junction.list,
        from: near,
        to: junction,
        many: true,
        needs: half,
        far: (a, b) => `${b}.${nearEnd.name} = ${a}.${nearKey.name}`,
        through: undefined,
      },
      {
        field: near.name,
        from: junction,
        to: near,
        many: false,
        needs: half,
        far: (a, b) => `${b}.${nearKey.name} = ${a}.${nearEnd.name}`,
        through: undefined,
      },
    );
  }
}

/** With columns of the table under names of their own; with or without what the key and the foreign keys rest on. */
function drawView(draw: Draw, name: NamesLeft, base: Table, tables: Table[], relationships: Relationship[]): void {
  const noun = name.noun();
  const namespace = draw.chance(0.2) ? 'depot' : 'public';
  const withKey = draw.chance(0.7);
  const ends = relationships.filter(
    ({ from, many, far }) =>
      from === base && !many && base.columns.some((one) => far('', 'x').endsWith(` .${one.name}`)),
  );
  const [end] = draw.some(
    ends.filter((one) => one.needs[0]?.[0] === base),
    0,
    1,
  );
  const endColumn = end?.needs[0]?.[1];
  const sources = draw.some(
    base.columns.filter((one) => !base.key.includes(one) && !one.name.endsWith('_id')),
    1,
    3,
  );
  const renamed = [
    ...(withKey ? base.key : []).map((source) => ({ source, word: name.word(), suffix: '' })),
    ...sources.map((source) => ({ source, word: name.word(), suffix: '' })),
    ...(endColumn === undefined ? [] : [{ source: endColumn, word: name.word(), suffix: '_id' }]),
  ].map(({ source, word, suffix }) => {
    const column: Column = { name: word + suffix, field: word + (suffix === '' ? '' : 'Id'), kind: source.kind };
    return { source, word, column };
  });
  const select = renamed.map(({ source, column }) => `${source.name} as ${column.name}`).join(', ');
  const invoker = draw.chance(0.4) ? ' with (security_invoker)' : '';
  const [number] = base.columns.filter(({ kind }) => kind === 'int');
  const sql = `create view ${namespace}.${noun}${invoker} as select ${select} from ${path(base)} where ${number?.name} <> 4`;
  const columns = renamed.map(({ column }) => column);
  const table: Table = {
    ...namesOf(namespace, noun),
    columns,
    key: withKey ? columns.slice(0, base.key.length) : [],
    unique: undefined,
    document: undefined,
    view: { base, sql, unique: renamed.find(({ source }) => source === base.unique)?.column },
    isJunction: false,
    ddl: [sql],
  };
  tables.push(table);
  const last = renamed.at(-1);
  if (end !== undefined && last !== undefined && last.source === endColumn) {
    const back = relationships.find(
      (one) => one !== end && one.from === end.to && one.to === base && one.needs === end.needs,
    );
    // What is unique in the table is a key of the view, too.
    addForeignKey(relationships, table, last.column, last.word, end.to, back?.many === false);
  }
}

function drawFunctions(draw: Draw, name: NamesLeft, tables: readonly Table[]): readonly Routine[] {
  const bases = tables.filter(({ view, isJunction }) => view === undefined && !isJunction);
  return Array.from({ length: 5 }, (_, index): Routine => {
    const table = draw.one(bases);
    const word = name.word();
    const kind = draw.one((['total', 'rows', 'one', 'mark', 'rows'] as const).slice(index, index + 1));
    const place = path(table);
    const [key, number] = table.columns as readonly [Column, Column];
    const definer = draw.chance(0.4) ? ' security definer' : '';
    const text = table.columns.find((one) => one.kind === 'text') ?? number;
    const called = `public.${word}_${kind}`;
    const ddl = {
      total: `${called}() returns int stable${definer} language sql as $$ select count(*)::int from ${place} $$`,
      rows: `${called}(minimum int) returns setof ${place} stable${definer} language sql
        as $$ select * from ${place} where ${number.name} >= minimum order by ${number.name} desc, ${key.name} $$`,
      one: `${called}(which int) returns ${place} stable${definer} language sql
        as $$ select * from ${place} where ${key.name} = which $$`,
      mark: `${called}(${place}) returns text immutable language sql as $$ select $1.${text.name}::text || '!' $$`,
    }[kind];
    return { kind, name: `${word}_${kind}`, field: word + capital(kind), table, ddl: `create function ${ddl}` };
  });
}
