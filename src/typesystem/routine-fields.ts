import {
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import type { Routine, Table } from '../model/database-model.js';
import type { Names, RoutineNames } from '../naming/names.js';
import { deprecationOf } from './deprecation.js';
import { meaning, type RowGraphQLType } from './field-meaning.js';
import type { InputTypes } from './input-types.js';
import type { OutputTypes } from './output-types.js';
import { routinesOf } from './table-names.js';

/** The types that rows of a table are published as, and those of values. */
interface RowTypes {
  readonly of: (table: Table) => {
    readonly row: RowGraphQLType;
    readonly connection: GraphQLObjectType;
    readonly connectionArguments: GraphQLFieldConfigArgumentMap;
  };
  readonly outputTypes: OutputTypes;
  readonly inputTypes: InputTypes;
}

/** The fields of the functions that take a row of a table, or of those that take none, which are fields of `Query`. */
export function routineFields(
  table: Table | undefined,
  names: Names,
  rowTypes: RowTypes,
): GraphQLFieldConfigMap<unknown, unknown> {
  const own = routinesOf(names, table);
  return Object.fromEntries(own.map(([routine, name]) => [name.field, routineField(routine, name, rowTypes)]));
}

function routineField(
  routine: Routine,
  { arguments: names }: RoutineNames,
  rowTypes: RowTypes,
): GraphQLFieldConfig<unknown, unknown> {
  const { returns, computes, comment, tags } = routine;
  const carried = { description: comment ?? null, deprecationReason: deprecationOf(tags) };
  if (computes?.column !== undefined) {
    const type = rowTypes.outputTypes.of(returns.type);
    return { type, ...carried, ...meaning({ kind: 'column', column: computes.column }) };
  }
  const args: GraphQLFieldConfigArgumentMap = {};
  for (const [{ type, optional }, name] of names) {
    const input = rowTypes.inputTypes.of(type);
    args[name] = { type: optional ? input : new GraphQLNonNull(input) };
  }
  const result = resultOf(routine, rowTypes);
  return {
    type: result.type,
    args: { ...args, ...result.args },
    ...carried,
    ...meaning({ kind: 'routine', routine, arguments: names }),
  };
}

interface Result {
  readonly type: GraphQLOutputType;
  readonly args: GraphQLFieldConfigArgumentMap;
}

function resultOf({ returns }: Routine, { of, outputTypes }: RowTypes): Result {
  const table = returns.rowOf ?? returns.record;
  if (table !== undefined) {
    const { row, connection, connectionArguments } = of(table);
    return returns.set ? { type: new GraphQLNonNull(connection), args: connectionArguments } : { type: row, args: {} };
  }
  const type = outputTypes.of(returns.type);
  if (!returns.set) return { type, args: {} };
  return {
    type: new GraphQLNonNull(new GraphQLList(type)),
    args: {
      first: { type: GraphQLInt, description: 'The most values to give.' },
      offset: { type: GraphQLInt, description: 'Values to skip at the start.' },
    },
  };
}
