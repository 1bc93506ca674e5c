import {
  type GraphQLEnumType,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
  GraphQLInputObjectType,
  GraphQLNonNull,
  GraphQLObjectType,
} from 'graphql';
import type { Relationship, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { columnsByValue } from './column-enum.js';
import { aggregateColumnMeaning } from './column-meaning.js';
import { meaning } from './field-meaning.js';
import { orderDirection } from './order-direction.js';
import type { OutputTypes } from './output-types.js';
import { decimalScalar } from './scalars/decimal.js';
import { columnName, relationshipName, tableNames } from './table-names.js';
import { timeUnit } from './time-unit.js';

/** The types of the keys that rows of a table are grouped by; they refer to each other along to-one relationships. */
export interface GroupKeyTypes {
  /** `AlbumGroupBy`: a key to group by. */
  readonly groupBy: GraphQLInputObjectType;
  /** `AlbumGroupKeys`: the keys of a group. */
  readonly keys: GraphQLObjectType;
  /** `AlbumGroupKeyOrderBy`: a key to order groups by. */
  readonly orderBy: GraphQLInputObjectType;
}

/** What the types are made from. */
export interface GroupKeySource {
  /** Undefined where no column has an order. */
  readonly columnsOf: (table: Table) => GraphQLEnumType | undefined;
  readonly relationshipsOf: (table: Table) => readonly Relationship[];
}

/** @returns Gives the types of a table; undefined where no column of it can be grouped by. */
export function createGroupKeyTypes(
  names: Names,
  outputTypes: OutputTypes,
  source: GroupKeySource,
): (table: Table) => GroupKeyTypes | undefined {
  const known = new Map<Table, GroupKeyTypes>();
  const of = (table: Table): GroupKeyTypes | undefined => {
    // This may make the types of the table, and these among them.
    const columns = source.columnsOf(table);
    if (columns === undefined) return undefined;
    const types = known.get(table) ?? groupKeyTypes(table, names, outputTypes, columns, source.relationshipsOf, of);
    known.set(table, types);
    return types;
  };
  return of;
}

function groupKeyTypes(
  table: Table,
  names: Names,
  outputTypes: OutputTypes,
  columnsType: GraphQLEnumType,
  relationshipsOf: GroupKeySource['relationshipsOf'],
  typesOf: (table: Table) => GroupKeyTypes | undefined,
): GroupKeyTypes {
  const { type, aggregates } = tableNames(names, table);
  const columns = () => columnsByValue(table, names).values();
  /** What each to-one relationship leads to. */
  const related = () =>
    relationshipsOf(table).flatMap((relationship) => {
      const types = relationship.cardinality === 'one' ? typesOf(relationship.to) : undefined;
      return types === undefined ? [] : [{ name: relationshipName(names, relationship), relationship, types }];
    });
  return {
    groupBy: new GraphQLInputObjectType({
      name: aggregates.groupBy,
      description:
        `A key to group ${type} by: a column as it is, cut to a unit of time, or put into bins of a width; ` +
        'or such a key of the row that a relationship leads to.',
      fields: () => {
        const fields: GraphQLInputFieldConfigMap = {
          column: { type: columnsType },
          truncate: {
            type: timeUnit,
            description: 'For dates and timestamps: the start of the unit, of `DateTime` in UTC.',
          },
          bin: {
            type: decimalScalar,
            description: 'For numbers: the width of a bin. The key is the lower end of the bin, which belongs to it.',
          },
        };
        for (const { name, relationship, types } of related()) {
          fields[freeField(fields, name)] = { type: types.groupBy, ...meaning({ kind: 'relatedKey', relationship }) };
        }
        return fields;
      },
    }),
    keys: new GraphQLObjectType({
      name: aggregates.groupKeys,
      description: `What the rows of a group of ${type} have in common. Ask for the columns that are grouped by.`,
      fields: () => {
        const fields: GraphQLFieldConfigMap<unknown, unknown> = {};
        for (const column of columns()) {
          fields[columnName(names, column)] = {
            type: outputTypes.of(column.type),
            ...meaning({ kind: 'groupKey', column }),
          };
        }
        for (const { name, relationship, types } of related()) {
          fields[name] = { type: new GraphQLNonNull(types.keys), ...meaning({ kind: 'groupKeyRow', relationship }) };
        }
        return fields;
      },
    }),
    orderBy: new GraphQLInputObjectType({
      name: aggregates.groupKeyOrderBy,
      description: `One key of groups of ${type} to order by.`,
      isOneOf: true,
      fields: () => {
        const fields: GraphQLInputFieldConfigMap = {};
        for (const column of columns()) {
          fields[columnName(names, column)] = { type: orderDirection, ...aggregateColumnMeaning(column) };
        }
        for (const { name, relationship, types } of related()) {
          fields[name] = { type: types.orderBy, ...meaning({ kind: 'relatedKey', relationship }) };
        }
        return fields;
      },
    }),
  };
}

/** A relationship may be called as one of the fields beside it. */
function freeField(fields: GraphQLInputFieldConfigMap, name: string): string {
  return Object.hasOwn(fields, name) ? freeField(fields, `${name}_`) : name;
}
