import type { Catalog } from '../catalog/catalog.js';
import { PillionError } from '../errors/pillion-error.js';
import type { FilteredTable, RowFilters, TableRowFilter } from '../execution/row-filters.js';
import { buildDatabaseModel } from '../model/build-database-model.js';
import type { DatabaseModel, Table } from '../model/database-model.js';
import { nearestName } from '../model/nearest-name.js';
import { rowReaders } from '../model/row-readers.js';
import { buildNames } from '../naming/build-names.js';
import type { Names } from '../naming/names.js';
import { createRowFilterTypes } from '../typesystem/row-filter-types.js';
import type { GatewaySettings } from './gateway-settings.js';

/**
 * The row filters of the options. Their language is that of everything the catalog holds: a filter may use a column or a
 * table that `expose` keeps from clients.
 *
 * @returns undefined without the option.
 * @throws PillionError `CONFIGURATION` for a type that does not exist, or whose rows are values of an enum.
 */
export function buildRowFilters<Context>(
  settings: GatewaySettings<Context>,
  catalog: Catalog,
): RowFilters<Context> | undefined {
  if (settings.rowFilters === undefined) return undefined;
  const { namespaces, tags, partitions, volatileFunctions, naming, relayIds } = settings;
  const model = buildDatabaseModel(catalog, { namespaces, tags, partitions, volatileFunctions });
  const names = buildNames(model, { naming, relayIds, withinRows: true });
  const whereOf = createRowFilterTypes(model, names);
  const own = new Map<Table, TableRowFilter<Context>>();
  for (const [name, give] of Object.entries(settings.rowFilters)) {
    const table = tableNamed(model, names, name);
    if (catalog.enumRows.some(({ relid }) => relid === table.oid)) {
      throw new PillionError(
        'CONFIGURATION',
        `The option "rowFilters" filters ${name}, whose rows are values of an enum, which is the same for all. Take the tag @enum or the filter away.`,
      );
    }
    own.set(table, { name, give, where: whereOf(table) });
  }
  const tables = new Map<number, FilteredTable<Context>>(
    [...own].map(([table, filter]) => [table.oid, { own: filter, base: undefined }]),
  );
  for (const { joined } of model.polymorphisms.flatMap(({ types }) => types)) {
    const filter = joined && own.get(joined.base.to);
    if (joined === undefined || filter === undefined) continue;
    const part = joined.part.to;
    tables.set(part.oid, { own: own.get(part), base: { relationship: joined.base, filter } });
  }
  return { tables, names };
}

/**
 * @throws PillionError `CONFIGURATION` for a published view or partition that gives the rows of a filtered table, and has
 *   no filter itself.
 */
export function assertReadersFiltered<Context>(
  { tables }: DatabaseModel,
  catalog: Catalog,
  filters: RowFilters<Context> | undefined,
): void {
  if (filters === undefined) return;
  const readersOf = rowReaders(catalog);
  for (const [oid, { own }] of filters.tables) {
    const readers = readersOf(oid);
    const open = tables.find((table) => readers.has(table.oid) && !filters.tables.has(table.oid));
    if (open === undefined || own === undefined) continue;
    throw new PillionError(
      'CONFIGURATION',
      `The option "rowFilters" filters ${own.name}, and ${open.namespace}.${open.name} reads those rows without a filter. Give it one of its own (() => true, if all may see it), or hide it by "expose".`,
    );
  }
}

function tableNamed(model: DatabaseModel, names: Names, name: string): Table {
  const typeOf = (table: Table): string => names.tables.get(table)?.type ?? '';
  const [table, another] = model.tables.filter((candidate) => typeOf(candidate) === name);
  if (table !== undefined && another === undefined) return table;
  if (table !== undefined && another !== undefined) {
    const both = [table, another].map((one) => `${one.namespace}.${one.name}`).join(' and ');
    throw new PillionError(
      'CONFIGURATION',
      `The option "rowFilters" filters ${name}, which would be the type of ${both}. Give one of them another name by the tag @name.`,
    );
  }
  const nearest = nearestName(name, model.tables.map(typeOf), 3);
  throw new PillionError(
    'CONFIGURATION',
    `The option "rowFilters" filters ${name}, and there is no such type of rows.${nearest === undefined ? '' : ` Is it ${nearest}?`}`,
  );
}
