import type { Catalog } from '../catalog/catalog.js';
import { baseOf, type BaseType } from './data-type.js';
import type { Column, Table, TextSearchConfiguration } from './database-model.js';
import { invalidTag } from './invalid-tag.js';
import { parseSearchTag, tagValues } from './tag-syntax.js';

/**
 * The documents of full-text search that `@search name (configuration, column, …)` makes of columns, as columns of type
 * `tsvector`. Where a column cannot be read, there is no document.
 *
 * @throws PillionError `CONFIGURATION` for a tag that names no configuration or column, or one that holds no text.
 */
export function textDocuments(
  table: Pick<Table, 'namespace' | 'name' | 'tags' | 'columns'>,
  attributes: ReadonlySet<string>,
  configurations: Catalog['textSearchConfigurations'],
): readonly Column[] {
  return tagValues(table.tags, 'search').flatMap((text) => {
    const invalid = (reason: string): Error => invalidTag(table, `@search ${text}`, reason);
    const tag = parseSearchTag(text);
    if (tag === undefined) throw invalid('Write "@search name (configuration, column, column)".');
    const configuration = configurations.find(
      ({ nspname, cfgname }) => nspname === (tag.namespace ?? 'pg_catalog') && cfgname === tag.configuration,
    );
    if (configuration === undefined) {
      throw invalid(`There is no text search configuration ${tag.configuration} in ${tag.namespace ?? 'pg_catalog'}.`);
    }
    const columns = tag.columns.flatMap((name) => {
      if (!attributes.has(name)) throw invalid(`There is no column ${name}.`);
      const column = table.columns.find((candidate) => candidate.name === name);
      if (column !== undefined && !isText(column)) throw invalid(`The column ${name} holds no text.`);
      return column ?? [];
    });
    if (columns.length < tag.columns.length) return [];
    return document(tag.name, { namespace: configuration.nspname, name: configuration.cfgname }, columns);
  });
}

function document(name: string, configuration: TextSearchConfiguration, columns: readonly Column[]): Column {
  return {
    name,
    position: 0,
    type: tsvector,
    notNull: columns.length > 1 || columns.every(({ notNull }) => notNull),
    comment: undefined,
    tags: {},
    document: { configuration, columns },
  };
}

function isText({ type }: Column): boolean {
  const base = baseOf(type);
  return base.kind === 'base' && base.namespace === 'pg_catalog' && ['text', 'varchar', 'bpchar'].includes(base.name);
}

/** Source: pg_type.dat. */
const tsvector: BaseType = {
  kind: 'base',
  oid: 3614,
  namespace: 'pg_catalog',
  name: 'tsvector',
  modifier: -1,
  orderingNamespace: 'pg_catalog',
};
