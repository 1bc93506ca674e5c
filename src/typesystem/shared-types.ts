import {
  getNamedType,
  type GraphQLFieldConfig,
  type GraphQLNamedType,
  type GraphQLType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { baseOf, type DataType, dimensionsOfArray } from '../model/data-type.js';
import type { Column, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import type { FilterTypes } from './filter-types.js';
import { routineFields } from './routine-fields.js';
import { comparableColumns, routinesOf, tableNames } from './table-names.js';
import type { TableTypes } from './table-types.js';

/**
 * The types that belong to no table: scalars, filters, enums, composites … Fields are made for few tables only: a table
 * whose fields can lead to no other such types than those of the tables before it is left out.
 *
 * @param tables The names of the types of each table.
 */
export function sharedTypes(
  tables: ReadonlyMap<Table, ReadonlySet<string>>,
  names: Names,
  tableTypes: TableTypes,
  filterTypes: FilterTypes,
): ReadonlyMap<string, GraphQLNamedType> {
  const found = new FoundTypes(new Set([...tables.values()].flatMap((own) => [...own])));
  const isNew = firstTimes();
  const isNewType = firstTimes();
  for (const [table, own] of tables) {
    const columns = comparableColumns(names, table);
    for (const type of new Set(columns.map((column) => column.type))) {
      if (!isNewType(type)) continue;
      const base = baseOf(type);
      const dimensions = base.kind === 'array' ? dimensionsOfArray(base) : 0;
      if (!isNew(`type ${type.oid} ${dimensions}`)) continue;
      found.add(tableTypes.outputTypes.of(type));
      found.add(filterTypes.of(type));
    }
    // Each trait is to be marked.
    if (traitsOf(table, columns, names, own).filter(isNew).length === 0) continue;
    for (const name of own) found.addTypesOfFields(tableTypes.named(table, name));
  }
  for (const table of [undefined, ...tables.keys()]) {
    if (routinesOf(names, table).length === 0) continue;
    for (const field of Object.values(routineFields(table, names, tableTypes))) found.addTypesOfField(field);
  }
  return found.types;
}

function firstTimes(): (trait: string | DataType) => boolean {
  const seen = new Set<string | DataType>();
  return (trait) => {
    const before = seen.size;
    return seen.add(trait).size > before;
  };
}

/** All that decides to which shared types the fields of a table lead, beside what its enums and composites are. */
function traitsOf(table: Table, columns: readonly Column[], names: Names, own: ReadonlySet<string>): readonly string[] {
  const { orderBy, treeNode, aggregates } = tableNames(names, table);
  const uses = [orderBy, aggregates.having, aggregates.groups].map((name) => own.has(name)).join(' ');
  return [
    `uses ${uses}`,
    ...(table.primaryKey === undefined ? [] : ['key']),
    ...(own.has(treeNode) ? ['tree'] : []),
    ...((table.documents ?? []).length === 0 ? [] : [`documents ${uses}`]),
    ...Array.from(new Set(columns.map(({ type }) => type)), (type) => `column ${kindOf(type)} ${uses}`),
  ];
}

/** Thousands of columns have the same few types. */
const kinds = new WeakMap<DataType, string>();

function kindOf(type: DataType): string {
  const known = kinds.get(type) ?? madeKindOf(type);
  kinds.set(type, known);
  return known;
}

function madeKindOf(type: DataType): string {
  const base = baseOf(type);
  switch (base.kind) {
    case 'base':
      return `${base.namespace}.${base.name}`;
    case 'array':
      return `array ${dimensionsOfArray(base)} ${kindOf(base.element)}`;
    case 'range':
      return `range ${kindOf(base.subtype)}`;
    case 'multirange':
      return `multirange ${kindOf(base.range)}`;
    case 'enum':
    case 'composite':
      return base.kind;
  }
}

class FoundTypes {
  readonly types = new Map<string, GraphQLNamedType>();
  readonly #others: ReadonlySet<string>;

  /** @param others The names of types that are not looked into. */
  constructor(others: ReadonlySet<string>) {
    this.#others = others;
  }

  add(type: GraphQLType): void {
    const named = getNamedType(type);
    if (this.#others.has(named.name)) return;
    const known = this.types.get(named.name);
    if (known === named) return;
    if (known !== undefined) throw new Error(`Two types have the name ${named.name}.`);
    this.types.set(named.name, named);
    this.addTypesOfFields(named);
  }

  addTypesOfFields(type: GraphQLNamedType): void {
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) this.add(field.type);
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const one of type.getInterfaces()) this.add(one);
      for (const { type: fieldType, args } of Object.values(type.getFields())) {
        this.add(fieldType);
        for (const argument of args) this.add(argument.type);
      }
    }
  }

  addTypesOfField({ type, args = {} }: GraphQLFieldConfig<unknown, unknown>): void {
    this.add(type);
    for (const argument of Object.values(args)) this.add(argument.type);
  }
}
