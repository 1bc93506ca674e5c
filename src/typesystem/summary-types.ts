import {
  type GraphQLEnumType,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputObjectType,
  GraphQLNonNull,
} from 'graphql';
import type { Relationship, Table } from '../model/database-model.js';
import { aggregateField } from '../naming/aggregate-names.js';
import type { Names } from '../naming/names.js';
import { type AggregateInputs, aggregateInputs, type AggregateUse } from './aggregate-inputs.js';
import { aggregateObject } from './aggregate-object.js';
import type { Declare } from './declare.js';
import { meaning } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import { groupByField, type ListType } from './group-by-field.js';
import { createGroupKeyTypes } from './group-key-types.js';
import type { OutputTypes } from './output-types.js';
import { relationshipName } from './table-names.js';

/** What many rows of each table come to: the fields of connections, and those of `where` and `orderBy`. */
export interface SummaryTypes {
  /** Makes the types of a table; `inputsOf` leads to it. */
  readonly add: (
    table: Table,
    where: GraphQLInputObjectType,
    columns: GraphQLEnumType | undefined,
    use: Omit<AggregateUse, 'groups'>,
    declare: Declare,
  ) => void;
  /** `aggregate` and `groupBy`. */
  readonly connectionFields: (table: Table) => GraphQLFieldConfigMap<unknown, unknown>;
  /** `tracksAggregate` of `where`, for the to-many relationships among these. */
  readonly whereFields: (relationships: readonly Relationship[]) => GraphQLInputFieldConfigMap;
  /** `tracksAggregate` of `orderBy`. */
  readonly orderFields: (relationships: readonly Relationship[]) => GraphQLInputFieldConfigMap;
}

interface Tables {
  readonly relationshipsOf: (table: Table) => readonly Relationship[];
  /** Adds the table here, if it has not been. */
  readonly inputsOf: (table: Table) => unknown;
  readonly listOf: (table: Table) => ListType;
}

export function createSummaryTypes(
  names: Names,
  { outputTypes, filterTypes }: { readonly outputTypes: OutputTypes; readonly filterTypes: FilterTypes },
  tables: Tables,
): SummaryTypes {
  const inputs = new Map<Table, AggregateInputs>();
  const columnEnums = new Map<Table, GraphQLEnumType | undefined>();
  const fields = new Map<Table, GraphQLFieldConfigMap<unknown, unknown>>();
  const groupKeysOf = createGroupKeyTypes(names, outputTypes, {
    columnsOf(table) {
      if (!columnEnums.has(table)) tables.inputsOf(table);
      return columnEnums.get(table);
    },
    relationshipsOf: tables.relationshipsOf,
  });
  const inputsOf = (table: Table): AggregateInputs => {
    tables.inputsOf(table);
    const found = inputs.get(table);
    if (found === undefined) throw new Error(`The table ${table.namespace}.${table.name} is not in the model.`);
    return found;
  };
  const related = (
    relationships: readonly Relationship[],
    typeOf: (inputs: AggregateInputs) => GraphQLInputObjectType,
  ): GraphQLInputFieldConfigMap =>
    Object.fromEntries(
      relationships
        .filter(({ cardinality }) => cardinality === 'many')
        .map((relationship) => [
          aggregateField(relationshipName(names, relationship)),
          { type: typeOf(inputsOf(relationship.to)), ...meaning({ kind: 'relatedAggregate', relationship }) },
        ]),
    );
  return {
    add(table, where, columns, use, declare) {
      columnEnums.set(table, columns);
      const aggregate = aggregateObject(table, names, outputTypes, declare);
      const keys = groupKeysOf(table);
      const allUse = { ...use, groups: keys !== undefined };
      const input = aggregateInputs(table, names, filterTypes, () => where, allUse, declare);
      inputs.set(table, input);
      if (keys !== undefined) Object.values(keys).forEach(declare);
      const groupBy = keys && groupByField(table, names, aggregate, input, keys, () => tables.listOf(table), declare);
      fields.set(table, {
        aggregate: {
          type: new GraphQLNonNull(aggregate),
          description: 'What the rows on all pages together come to.',
          ...meaning({ kind: 'connection', part: 'aggregate' }),
        },
        ...(groupBy && { groupBy }),
      });
    },
    connectionFields: (table) => fields.get(table) ?? {},
    whereFields: (relationships) => related(relationships, ({ relatedAggregate }) => relatedAggregate),
    orderFields: (relationships) => related(relationships, ({ orderBy }) => orderBy),
  };
}
