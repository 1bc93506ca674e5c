import type { Catalog, PgAttribute, PgClass, PgProc } from '../catalog/catalog.js';
import { PillionError } from '../errors/pillion-error.js';
import { closedTypes } from './closed-types.js';
import { parseComment } from './comment-tags.js';
import { groupedBy } from './grouped-by.js';
import { type NamePattern, parseNamePattern } from './name-pattern.js';
import { nearestName } from './nearest-name.js';

/**
 * What is published at all, by patterns: `namespace.table` with all its columns, `namespace.table.column`, or
 * `namespace.function()`; `*` stands for any characters of one name. What is denied stays so, whatever else allows it.
 *
 * @example
 * const expose: Exposure = { deny: ['public.customer.password_hash', '*.audit_*', 'public.*()'] };
 * const onlyThese: Exposure = { default: 'deny', allow: ['shop.*', 'public.country.name'] };
 */
export interface Exposure {
  /** Of what no pattern names. The tag `@expose` allows, too. Default: `allow`. */
  readonly default?: 'allow' | 'deny';
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
}

/** A catalog in which what is not published is as though the role might not read it. */
export interface ExposedCatalog {
  readonly catalog: Catalog;
  /** Tables with a column that is not published, by `pg_class.oid`. */
  readonly partlyHidden: ReadonlySet<number>;
  /** Types of values that hold rows of such tables, or of those whose rows are filtered, by `pg_type.oid`. */
  readonly closedTypes: ReadonlySet<number>;
  /** Whether the host wrote this function's name to be published, so that it may take rows with hidden columns. */
  readonly isNamed: (proc: Pick<PgProc, 'nspname' | 'proname'>) => boolean;
}

/**
 * Takes the permission to read from what is not published. What needs it goes with it: keys, relationships, documents of
 * text search, enums made of rows, functions that take the row, and columns and functions of types that hold such rows.
 *
 * @param filtered Tables of which a request may not see every row, by `pg_class.oid`.
 * @param closed Tables of which no row may be shown as a value, for reasons that lie outside.
 * @throws PillionError `CONFIGURATION` for a pattern that cannot be read, or that names one object which is not there.
 */
export function withExposure(
  catalog: Catalog,
  options: Exposure = {},
  filtered: ReadonlySet<number> = new Set(),
  closed: ReadonlySet<number> = new Set(),
): ExposedCatalog {
  const { default: byDefault, allow = [], deny = [] } = options;
  if (byDefault !== 'deny' && allow.length + deny.length + filtered.size + closed.size === 0)
    return exposedWhole(catalog);
  const rules = rulesOf(catalog, options);
  const relations = new Map(
    catalog.classes.filter(({ nspname }) => rules.isHeld(nspname)).map((relation) => [relation.oid, relation]),
  );
  const attributes = catalog.attributes.map((attribute) => {
    const relation = relations.get(attribute.attrelid);
    return relation === undefined || rules.column(relation, attribute) ? attribute : hidden(attribute);
  });
  const open = closeTypes(catalog, attributes, new Set([...filtered, ...closed]));
  return {
    catalog: {
      ...catalog,
      attributes: open.attributes,
      procs: catalog.procs.map((proc) => (rules.routine(proc) ? proc : { ...proc, executable: false })),
      enumRows: readableEnumRows(catalog, open.attributes),
    },
    partlyHidden: open.partlyHidden,
    closedTypes: open.types,
    isNamed: rules.isNamed,
  };
}

/** Without a question for each of thousands of columns. */
function exposedWhole(catalog: Catalog): ExposedCatalog {
  return {
    catalog: { ...catalog, enumRows: readableEnumRows(catalog, catalog.attributes) },
    partlyHidden: new Set(),
    closedTypes: new Set(),
    isNamed: () => false,
  };
}

function hidden(attribute: PgAttribute): PgAttribute {
  return { ...attribute, selectable: false };
}

/** A column whose values hold closed rows is hidden too, which closes the rows of its own table. */
function closeTypes(catalog: Catalog, given: readonly PgAttribute[], closed: ReadonlySet<number>) {
  let attributes = given;
  for (;;) {
    const partlyHidden = new Set(
      attributes.flatMap((row, index) =>
        row.selectable === catalog.attributes[index]?.selectable ? [] : row.attrelid,
      ),
    );
    const types = closedTypes(catalog, new Set([...partlyHidden, ...closed]));
    if (!attributes.some((row) => row.selectable && types.has(row.atttypid)))
      return { attributes, partlyHidden, types };
    attributes = attributes.map((row) => (types.has(row.atttypid) ? hidden(row) : row));
  }
}

/** The labels of an enum are the values of a column, and their descriptions those of another. */
function readableEnumRows(catalog: Catalog, attributes: readonly PgAttribute[]): Catalog['enumRows'] {
  if (catalog.enumRows.length === 0) return [];
  const readable = new Set(attributes.flatMap((row) => (row.selectable ? `${row.attrelid} ${row.attname}` : [])));
  return catalog.enumRows.flatMap(({ relid, rows }) => {
    const key = catalog.constraints.find(({ conrelid, contype }) => conrelid === relid && contype === 'p')?.conkey[0];
    const column = catalog.attributes.find(({ attrelid, attnum }) => attrelid === relid && attnum === key);
    if (!readable.has(`${relid} ${column?.attname ?? ''}`)) return [];
    const described = readable.has(`${relid} description`);
    return [{ relid, rows: described ? rows : rows.map(({ value }) => ({ value, description: null })) }];
  });
}

interface Rules {
  readonly isHeld: (namespace: string) => boolean;
  readonly column: (relation: PgClass, attribute: PgAttribute) => boolean;
  readonly routine: (proc: PgProc) => boolean;
  readonly isNamed: ExposedCatalog['isNamed'];
}

function rulesOf(catalog: Catalog, options: Exposure): Rules {
  const held = new Set(catalog.namespaces.flatMap(({ exposed, nspname }) => (exposed ? nspname : [])));
  const allow = parsed(options.allow ?? [], 'allow');
  const deny = parsed(options.deny ?? [], 'deny');
  requireObjects(catalog, held, [...allow, ...deny]);
  const byDefault = options.default !== 'deny';
  const isTagged = (description: string | null): boolean => parseComment(description).tags.expose !== undefined;
  const any = (patterns: readonly NamePattern[], kind: NamePattern['kind'], ...names: readonly string[]): boolean =>
    patterns.some((pattern) => pattern.kind === kind && pattern.matches(...names));
  return {
    isHeld: (namespace) => held.has(namespace),
    column({ nspname, relname, description }, attribute) {
      const { attname } = attribute;
      if (any(deny, 'table', nspname, relname) || any(deny, 'column', nspname, relname, attname)) return false;
      if (byDefault || any(allow, 'table', nspname, relname) || isTagged(description)) return true;
      return any(allow, 'column', nspname, relname, attname) || isTagged(attribute.description);
    },
    routine({ nspname, proname, description }) {
      if (any(deny, 'function', nspname, proname)) return false;
      return byDefault || any(allow, 'function', nspname, proname) || isTagged(description);
    },
    isNamed: ({ nspname, proname }) =>
      allow.some((pattern) => pattern.kind === 'function' && pattern.exact && pattern.matches(nspname, proname)),
  };
}

function parsed(texts: readonly string[], list: string): readonly NamePattern[] {
  return texts.map((text) => {
    const pattern = parseNamePattern(text);
    if (pattern !== undefined) return pattern;
    throw new PillionError(
      'CONFIGURATION',
      `The option "expose" has ${JSON.stringify(text)} in "${list}", which is no pattern. Write namespace.table, namespace.table.column or namespace.function(), with * for any characters.`,
    );
  });
}

/** A name that was mistyped would publish what it is meant to hide. */
function requireObjects(catalog: Catalog, held: ReadonlySet<string>, patterns: readonly NamePattern[]): void {
  const exact = patterns.filter((pattern) => pattern.exact);
  if (exact.length === 0) return;
  const columns = groupedBy(catalog.attributes, ({ attrelid }) => attrelid);
  const relations = catalog.classes.filter(({ nspname }) => held.has(nspname));
  const objects: Readonly<Record<NamePattern['kind'], readonly (readonly string[])[]>> = {
    table: relations.map(({ nspname, relname }) => [nspname, relname]),
    column: relations.flatMap(({ oid, nspname, relname }) =>
      (columns.get(oid) ?? []).map(({ attname }) => [nspname, relname, attname]),
    ),
    function: catalog.procs.map(({ nspname, proname }) => [nspname, proname]),
  };
  for (const pattern of exact) {
    const candidates = objects[pattern.kind];
    if (candidates.some((names) => pattern.matches(...names))) continue;
    const behind = pattern.kind === 'function' ? '()' : '';
    const nearest = nearestName(
      pattern.text,
      candidates.map((names) => names.join('.') + behind),
      3,
    );
    throw new PillionError(
      'CONFIGURATION',
      `The option "expose" names ${JSON.stringify(pattern.text)}, and there is no such ${pattern.kind} in the namespaces.${nearest === undefined ? '' : ` Is it "${nearest}"?`} A pattern that may match nothing has a * in it.`,
    );
  }
}
