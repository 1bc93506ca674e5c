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
import { type AggregateInputs, aggregateInputs } from './aggregate-inputs.js';
import { aggregateObject } from './aggregate-object.js';
import { meaning } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import { groupByField, type ListType } from './group-by-field.js';
import { createGroupKeyTypes } from './group-key-types.js';
import type { OutputTypes } from './output-types.js';
import { relationshipName } from './table-names.js';

/** What many rows of each table come to: the fields of connections, and those of `where` and `orderBy`. */
export interface SummaryTypes {
  /** Every table of the model is added before fields are asked for. */
  readonly add: (table: Table, where: GraphQLInputObjectType, columns: GraphQLEnumType | undefined) => void;
  /** `aggregate` and `groupBy`. */
  readonly connectionFields: (table: Table) => GraphQLFieldConfigMap<unknown, unknown>;
  /** `tracksAggregate` of `where`, for the to-many relationships among these. */
  readonly whereFields: (relationships: readonly Relationship[]) => GraphQLInputFieldConfigMap;
  /** `tracksAggregate` of `orderBy`. */
  readonly orderFields: (relationships: readonly Relationship[]) => GraphQLInputFieldConfigMap;
}

/** What is known of each table once all of them are there. */
interface Tables {
  readonly relationshipsOf: (table: Table) => readonly Relationship[];
  readonly listOf: (table: Table) => ListType;
}

export function createSummaryTypes(
  names: Names,
  { outputTypes, filterTypes }: { readonly outputTypes: OutputTypes; readonly filterTypes: FilterTypes },
  { relationshipsOf, listOf }: Tables,
): SummaryTypes {
  const inputs = new Map<Table, AggregateInputs>();
  const columnEnums = new Map<Table, GraphQLEnumType | undefined>();
  const groupKeysOf = createGroupKeyTypes(names, outputTypes, {
    columnsOf: (table) => columnEnums.get(table),
    relationshipsOf,
  });
  const inputsOf = (table: Table): AggregateInputs => {
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
    add(table, where, columns) {
      inputs.set(
        table,
        aggregateInputs(table, names, filterTypes, () => where),
      );
      columnEnums.set(table, columns);
    },
    connectionFields(table) {
      const aggregate = aggregateObject(table, names, outputTypes);
      const keys = groupKeysOf(table);
      const groupBy = keys && groupByField(table, names, aggregate, inputsOf(table), keys, () => listOf(table));
      return {
        aggregate: {
          type: new GraphQLNonNull(aggregate),
          description: 'What the rows on all pages together come to.',
          ...meaning({ kind: 'connection', part: 'aggregate' }),
        },
        ...(groupBy && { groupBy }),
      };
    },
    whereFields: (relationships) => related(relationships, ({ relatedAggregate }) => relatedAggregate),
    orderFields: (relationships) => related(relationships, ({ orderBy }) => orderBy),
  };
}
