import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isEnumType, isObjectType } from 'graphql';
import pg from 'pg';
import { type Attribute, compositeKind, type Kind, kindOf } from './kinds.js';

/** A value of a row: PostgreSQL's text and what it means; null is SQL's. */
export interface Cell {
  readonly text: string;
  readonly value: unknown;
}

export interface Row {
  readonly table: Table;
  /** The place in the order of the primary key. */
  readonly place: number;
  readonly cells: Readonly<Record<string, Cell | null>>;
}

export interface Column {
  /** The field's name. */
  readonly name: string;
  readonly sqlName: string;
  readonly kind: Kind;
  /** A function of the row: no aggregates, groups or comparisons with other columns. */
  readonly isComputed: boolean;
}

export interface Relationship {
  readonly field: string;
  readonly target: Table;
  readonly isMany: boolean;
  readonly rowsOf: (row: Row) => readonly Row[];
}

export interface Table {
  readonly type: string;
  readonly sqlName: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly relationships: Map<string, Relationship>;
  /** Field names of the primary key's columns; of all columns where there is none. */
  readonly primaryKey: readonly string[];
  /** Without a primary key, pages are counted out. */
  readonly isKeyless: boolean;
  rows: readonly Row[];
}

export interface Model {
  readonly schema: GraphQLSchema;
  readonly tables: ReadonlyMap<string, Table>;
  /** Root fields: lists by the connection's type, rows by key. */
  readonly lists: ReadonlyMap<string, Table>;
  readonly singles: ReadonlyMap<string, Table>;
}

/** What PostgreSQL keeps no constraints for, as views.md reads it from the views' queries. Names are PostgreSQL's. */
export interface ViewFacts {
  readonly primaryKeys: Readonly<Record<string, readonly string[]>>;
  readonly foreignKeys: readonly ForeignKey[];
  /** Functions of a row without other arguments: by table, the function and its type. */
  readonly computed: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Columns that are left out: `table.column`. */
  readonly omitted: readonly string[];
}

export interface ForeignKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
  readonly isUnique: boolean;
}

/** Everything in memory: names by names.md and the SDL, rows as PostgreSQL's text by the SQL below. */
export async function loadModel(url: string, schema: GraphQLSchema, facts: ViewFacts): Promise<Model> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set timezone = 'UTC'; set bytea_output = 'hex'; set extra_float_digits = 1`,
    );
    const { rows: collations } = await client.query<{ sane: boolean }>(`select 'B' < 'a' and lower('É') = 'é' as sane`);
    if (collations[0]?.sane !== true) throw new Error('The evaluator needs a database that sorts by code point.');
    return await read(client, schema, facts);
  } finally {
    await client.end();
  }
}

async function read(client: pg.Client, schema: GraphQLSchema, facts: ViewFacts): Promise<Model> {
  const { rows: enums } = await client.query<{ name: string; labels: string[] }>(
    `select typname as name, array_agg(enumlabel::text order by enumsortorder) as labels
     from pg_enum join pg_type on pg_type.oid = enumtypid group by typname`,
  );
  const labels = new Map(
    enums.map(({ name, labels: values }) => {
      const type = schema.getType(pascal(name));
      return [name, { values, names: isEnumType(type) ? type.getValues().map((value) => value.name) : [] }];
    }),
  );
  const { rows: domains } = await client.query<{ name: string; base: string }>(
    `select domain.typname as name, base.typname as base
     from pg_type as domain join pg_type as base on base.oid = domain.typbasetype where domain.typtype = 'd'`,
  );
  const bases = new Map(domains.map((row) => [row.name, row.base]));
  const baseOf = (type: string): string => {
    const base = bases.get(type);
    if (base !== undefined) return baseOf(base);
    return type.startsWith('_') ? `_${baseOf(type.slice(1))}` : type;
  };
  const { rows: attributes } = await client.query<{ table: string; name: string; type: string }>(
    `select relname as table, attname as name, typname as type
     from pg_attribute join pg_class on pg_class.oid = attrelid join pg_type on pg_type.oid = atttypid
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p') and not relispartition
       and attnum > 0 and not attisdropped
     order by relname, attnum`,
  );
  const { rows: constraints } = await client.query<{
    table: string;
    type: string;
    columns: string[];
    target: string;
    target_columns: string[];
  }>(
    `select source.relname as table, contype as type, target.relname as target,
       array(select attname::text from unnest(conkey) with ordinality as key (number, place)
             join pg_attribute on attrelid = conrelid and attnum = number order by place) as columns,
       array(select attname::text from unnest(confkey) with ordinality as key (number, place)
             join pg_attribute on attrelid = confrelid and attnum = number order by place) as target_columns
     from pg_constraint join pg_class as source on source.oid = conrelid left join pg_class as target on target.oid = confrelid
     where source.relnamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and conparentid = 0
     order by source.relname, conname`,
  );

  const { rows: parts } = await client.query<{ type: string; name: string; of: string }>(
    `select composite.relname as type, attname as name, typname as of
     from pg_attribute join pg_class as composite on composite.oid = attrelid join pg_type on pg_type.oid = atttypid
     where composite.relkind = 'c' and composite.relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped
     order by composite.relname, attnum`,
  );
  const knownKind = (type: string): Kind | undefined => {
    const base = baseOf(type);
    const own = parts.filter((part) => part.type === base);
    if (own.length === 0) return kindOf(base, labels);
    const attributes = own.map(({ name, of }) => ({ name: camel(name), kind: knownKind(of) }));
    const isKnown = (part: (typeof attributes)[number]): part is Attribute => part.kind !== undefined;
    return attributes.every(isKnown) ? compositeKind(base, attributes) : undefined;
  };

  const tables = new Map<string, Table>();
  for (const name of new Set(attributes.map(({ table }) => table))) {
    const type = schema.getType(pascal(name));
    if (!isObjectType(type)) continue;
    const columns = new Map<string, Column>();
    const computed = Object.entries(facts.computed[name] ?? {});
    const all = [
      ...attributes.filter(({ table }) => table === name).map((attribute) => ({ ...attribute, isComputed: false })),
      ...computed.map(([field, of]) => ({ name: field, type: of, isComputed: true })),
    ];
    for (const { name: sqlName, type: of, isComputed } of all) {
      const field = camel(sqlName);
      const kind = knownKind(of);
      const shown = type.getFields()[field];
      if (kind === undefined || shown === undefined || facts.omitted.includes(`${name}.${sqlName}`)) continue;
      const isLabel = kind.family === 'text' && isEnumType(getNamedType(shown.type));
      columns.set(field, { name: field, sqlName, kind: isLabel ? labelKind(kind) : kind, isComputed });
    }
    const key =
      facts.primaryKeys[name] ?? constraints.find((found) => found.table === name && found.type === 'p')?.columns ?? [];
    const isKeyless = key.length === 0;
    const primaryKey = isKeyless ? [...columns.keys()] : key.map(camel);
    tables.set(name, {
      type: type.name,
      sqlName: name,
      columns,
      relationships: new Map(),
      primaryKey,
      isKeyless,
      rows: [],
    });
  }
  for (const table of tables.values()) table.rows = await readRows(client, table);

  const keys = constraints.filter(({ type }) => type !== 'f');
  const foreignKeys: ForeignKey[] = [
    ...facts.foreignKeys,
    ...constraints
      .filter(({ type }) => type === 'f')
      .map(({ table, columns, target, target_columns: targetColumns }) => ({
        table,
        columns,
        target,
        targetColumns,
        isUnique: keys.some((key) => key.table === table && sameSet(key.columns, columns)),
      })),
  ];
  const lists = rootLists(schema, tables);
  for (const foreignKey of foreignKeys) relate(schema, tables, lists, foreignKey);
  for (const table of tables.values()) relateThrough(schema, tables, lists, table, foreignKeys);
  const byType = new Map([...tables.values()].map((table) => [table.type, table]));
  const singles = new Map<string, Table>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const table = byType.get(getNamedType(field.type).name);
    const isKey =
      field.args.length > 0 && table !== undefined && field.args.every(({ name }) => table.columns.has(name));
    if (isKey && new RegExp(`^${lowerFirst(table.type)}(By[A-Z].*)?$`).test(field.name)) singles.set(field.name, table);
  }
  return { schema, tables: byType, lists: new Map([...lists].map(([table, field]) => [field, table])), singles };
}

async function readRows(client: pg.Client, table: Table): Promise<readonly Row[]> {
  const columns = [...table.columns.values()];
  if (columns.length === 0) return [];
  const source = `public."${table.sqlName}"`;
  const selected = columns.map(({ sqlName, kind, isComputed }, index) => {
    const value = isComputed ? `public."${sqlName}"(t)` : `t."${sqlName}"`;
    // concat() is the type's output function; a cast of character(n) to text would lose its blanks.
    const text = kind.family === 'numeric' ? `${value}::numeric::text` : `concat(${value})`;
    return `case when ${value} is not null or ${value}::text is not null then ${text} end as c${index}`;
  });
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${selected.join(', ')} from ${source} as t`,
  );
  const unordered = rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name, kind }, index): [string, Cell | null] => {
        const text = row[`c${index}`] ?? null;
        return [name, text === null ? null : { text, value: kind.parse(text) }];
      }),
    ),
  );
  unordered.sort((a, b) => {
    for (const name of table.primaryKey) {
      const [x, y] = [a[name], b[name]];
      const isNull = [x == null, y == null];
      const result = isNull.includes(true)
        ? Number(isNull[0]) - Number(isNull[1])
        : (table.columns.get(name)?.kind.compare(x?.value, y?.value) ?? 0);
      if (result !== 0) return result;
    }
    return 0;
  });
  return unordered.map((cells, place) => ({ table, place, cells }));
}

/** The values of an enum table by their names; those that no row has, no filter asks for. */
const rowLabels = new Map<string, string>();

/** names.md, "Types"; these labels have blanks at most. */
const enumName = (label: string): string => label.replaceAll(' ', '_');

/** A column of an enum table: a text, shown as the name of an enum's value. */
function labelKind(kind: Kind): Kind {
  return {
    ...kind,
    family: 'enum',
    parse: (label) => rowLabels.get(label) ?? (rowLabels.set(enumName(label), label), label),
    show: (label) => JSON.stringify(enumName(label)),
  };
}

/** The list of a table is the field of `Query` with its connection and no arguments but those of a list. */
function rootLists(schema: GraphQLSchema, tables: ReadonlyMap<string, Table>): Map<Table, string> {
  const lists = new Map<Table, string>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const table = [...tables.values()].find(({ type }) => getNamedType(field.type).name === `${type}Connection`);
    if (table !== undefined && field.args[0]?.name === 'first') lists.set(table, field.name);
  }
  return lists;
}

/** names.md, "Relationships": both ways along a foreign key. */
function relate(
  schema: GraphQLSchema,
  tables: ReadonlyMap<string, Table>,
  lists: ReadonlyMap<Table, string>,
  key: ForeignKey,
): void {
  const [source, target] = [tables.get(key.table), tables.get(key.target)];
  if (source === undefined || target === undefined) return;
  const columns = key.columns.map(camel);
  const targetColumns = key.targetColumns.map(camel);
  const by = columns.map(upperFirst).join('And');
  const [first = ''] = columns;
  const base = columns.length === 1 && first.endsWith('Id') ? first.slice(0, -2) : undefined;
  const add = (
    table: Table,
    names: readonly (string | undefined)[],
    relationship: Omit<Relationship, 'field'>,
  ): void => {
    const type = schema.getType(table.type) as GraphQLObjectType;
    const expected = relationship.target.type + (relationship.isMany ? 'Connection' : '');
    const field = names.find((name) => {
      const found = name === undefined ? undefined : type.getFields()[name];
      return found !== undefined && getNamedType(found.type).name === expected && !table.relationships.has(found.name);
    });
    if (field === undefined) throw new Error(`${table.type} has none of the fields ${names.join(', ')}.`);
    table.relationships.set(field, { field, ...relationship });
  };
  add(source, [base, `${lowerFirst(target.type)}By${by}`], {
    target,
    isMany: false,
    rowsOf: index(target, targetColumns, columns),
  });
  const plain = key.isUnique ? lowerFirst(source.type) : (lists.get(source) ?? '');
  const role = base === undefined ? by : upperFirst(base);
  const isPlain = base === lowerFirst(target.type) || columns.length > 1;
  add(target, isPlain ? [plain, `${plain}By${by}`] : [`${plain}By${role}`], {
    target: source,
    isMany: !key.isUnique,
    rowsOf: index(source, columns, targetColumns),
  });
}

/** A junction is a table of two foreign keys and no other column. */
function relateThrough(
  schema: GraphQLSchema,
  tables: ReadonlyMap<string, Table>,
  lists: ReadonlyMap<Table, string>,
  junction: Table,
  foreignKeys: readonly ForeignKey[],
): void {
  const [one, two, ...more] = foreignKeys.filter(({ table }) => table === junction.sqlName);
  if (one === undefined || two === undefined || more.length > 0) return;
  if (junction.columns.size !== one.columns.length + two.columns.length) return;
  for (const [near, far] of [
    [one, two],
    [two, one],
  ] as const) {
    const [from, to] = [tables.get(near.target), tables.get(far.target)];
    if (from === undefined || to === undefined) continue;
    const field = lists.get(to) ?? '';
    if (!(field in (schema.getType(from.type) as GraphQLObjectType).getFields())) continue;
    const links = index(junction, near.columns.map(camel), near.targetColumns.map(camel));
    const ends = index(to, far.targetColumns.map(camel), far.columns.map(camel));
    const rowsOf = (row: Row): readonly Row[] =>
      links(row)
        .flatMap(ends)
        .sort((a, b) => a.place - b.place);
    from.relationships.set(field, { field, target: to, isMany: true, rowsOf });
  }
}

/** From a row to those of a table whose columns have the same values as the row's own; null is like nothing. */
function index(table: Table, columns: readonly string[], own: readonly string[]): (row: Row) => readonly Row[] {
  const keyOf = (row: Row, names: readonly string[]): string | undefined => {
    const cells = names.map((name) => row.cells[name] ?? null);
    return cells.includes(null) ? undefined : JSON.stringify(cells.map((cell) => cell?.text.replace(/ +$/, '')));
  };
  const found = new Map<string, Row[]>();
  for (const row of table.rows) {
    const key = keyOf(row, columns);
    if (key === undefined) continue;
    const rows = found.get(key);
    if (rows === undefined) found.set(key, [row]);
    else rows.push(row);
  }
  return (row) => {
    const key = keyOf(row, own);
    return key === undefined ? [] : (found.get(key) ?? []);
  };
}

export function camel(sqlName: string): string {
  return sqlName.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
function pascal(sqlName: string): string {
  return upperFirst(camel(sqlName));
}
export function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
export function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}
function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
