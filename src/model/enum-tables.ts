import type { Catalog, PgClass } from '../catalog/catalog.js';
import type { EnumTableColumns } from '../catalog/read-enum-rows.js';
import { parseComment } from './comment-tags.js';
import type { BaseType, EnumType } from './data-type.js';
import type { DataTypes } from './data-types-of.js';
import { invalidTag } from './invalid-tag.js';
import { type TagOptions, withTagOptions } from './tag-options.js';
import { withViewConstraints } from './view-constraints.js';

/**
 * The tables with the tag `@enum`, whose rows are the values of a GraphQL enum: their rows belong into the catalog.
 *
 * @throws PillionError `CONFIGURATION` for one that has no primary key of one column of text, or that cannot be read.
 */
export function enumTablesOf(catalog: Catalog, tags: TagOptions = {}): readonly EnumTableColumns[] {
  const tagged = withTagOptions(withViewConstraints(catalog), tags);
  const exposed = new Set(tagged.namespaces.flatMap((row) => (row.exposed ? row.nspname : [])));
  return tagged.classes
    .filter((relation) => exposed.has(relation.nspname) && tagOf(relation) !== undefined)
    .map((relation) => {
      const columns = tagged.attributes.filter((row) => row.attrelid === relation.oid && row.selectable);
      const key = tagged.constraints.find((row) => row.conrelid === relation.oid && row.contype === 'p');
      const value = columns.find(({ attnum }) => key?.conkey.length === 1 && key.conkey[0] === attnum);
      if (value === undefined || typeNameOf(tagged, value.atttypid) === undefined) {
        const table = { namespace: relation.nspname, name: relation.relname };
        throw invalidTag(table, '@enum', 'The table needs a primary key of one column of text that the role may read.');
      }
      const description = columns.find(({ attname, atttypid }) => {
        return attname === 'description' && typeNameOf(tagged, atttypid) !== undefined;
      });
      return {
        relid: relation.oid,
        nspname: relation.nspname,
        relname: relation.relname,
        value: value.attname,
        description: description?.attname,
      };
    });
}

/** The enum that a column has for its type, by `enumColumn(attrelid, attnum)`. */
export type EnumColumns = ReadonlyMap<string, EnumType>;

export function enumColumn(attrelid: number, attnum: number): string {
  return `${attrelid} ${attnum}`;
}

/** The keys of the tables with the tag `@enum`, and the columns of foreign keys to them. */
export function enumColumnsOf(catalog: Catalog, types: DataTypes): EnumColumns {
  const columns = new Map<string, EnumType>();
  for (const { relid, rows } of catalog.enumRows) {
    const relation = catalog.classes.find(({ oid }) => oid === relid);
    const key = catalog.constraints.find(({ conrelid, contype }) => conrelid === relid && contype === 'p')?.conkey[0];
    const attribute = catalog.attributes.find(({ attrelid, attnum }) => attrelid === relid && attnum === key);
    if (relation === undefined || attribute === undefined || tagOf(relation) === undefined) continue;
    if (rows.length === 0) {
      const reason = 'The table has no row, and an enum needs a value: insert its rows first, or take the tag away.';
      throw invalidTag({ namespace: relation.nspname, name: relation.relname }, '@enum', reason);
    }
    const storedAs = types.build(attribute.atttypid, attribute.atttypmod);
    if (storedAs.kind !== 'base') continue;
    const type = enumType(relation, rows, storedAs);
    columns.set(enumColumn(relid, attribute.attnum), type);
    for (const { contype, conrelid, conkey, confrelid, confkey } of catalog.constraints) {
      const [column] = conkey;
      if (contype !== 'f' || confrelid !== relid || confkey?.[0] !== key || confkey?.length !== 1) continue;
      if (column !== undefined) columns.set(enumColumn(conrelid, column), type);
    }
  }
  return columns;
}

function enumType(relation: PgClass, rows: Catalog['enumRows'][number]['rows'], storedAs: BaseType): EnumType {
  const tag = tagOf(relation);
  return {
    kind: 'enum',
    // No type of PostgreSQL has a negative one.
    oid: -relation.oid,
    namespace: relation.nspname,
    name: typeof tag === 'string' ? tag : relation.relname,
    labels: rows.map(({ value }) => value),
    comment: parseComment(relation.description).comment,
    table: {
      storedAs,
      named: typeof tag === 'string',
      descriptions: new Map(rows.flatMap(({ value, description }) => (description ? [[value, description]] : []))),
    },
  };
}

function tagOf({ description }: PgClass): string | true | undefined {
  return parseComment(description).tags.enum;
}

/** The name of a type of text; undefined for others. */
function typeNameOf({ types }: Catalog, oid: number): string | undefined {
  const name = types.find((type) => type.oid === oid && type.typtype === 'b')?.typname;
  return name === 'text' || name === 'varchar' || name === 'bpchar' || name === 'citext' ? name : undefined;
}
