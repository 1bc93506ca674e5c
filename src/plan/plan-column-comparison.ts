import type { Column, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { columnsByValue } from '../typesystem/column-enum.js';
import { areComparable } from '../typesystem/comparable.js';
import { type ColumnOperator, inputMeaningOf } from '../typesystem/field-meaning.js';
import { badUserInput } from './bad-user-input.js';
import type { Condition } from './condition.js';
import { noNull } from './no-null.js';
import { objectFields } from './object-fields.js';
import type { Input } from './read-arguments.js';

/**
 * `compareColumns: [{ column: arrivedAt, gt: arrivesAt }]` as conditions that all must hold.
 * @throws {PillionError} `BAD_USER_INPUT` for columns whose types do not compare.
 */
export function planColumnComparisons(
  names: Names,
  table: Table,
  input: Input,
  argument: string,
): readonly Condition[] {
  if (input.kind !== 'list') throw noNull(argument);
  const columns = columnsByValue(table, names);
  return input.items.flatMap((item, index) => planComparison(columns, item, `${argument}[${index}]`));
}

function planComparison(columns: ReadonlyMap<string, Column>, input: Input, argument: string): readonly Condition[] {
  let left: Column | undefined;
  const others: { readonly operator: ColumnOperator; readonly right: Column; readonly place: string }[] = [];
  for (const { field, input: value } of objectFields(input, argument)) {
    const place = `${argument}.${field.name}`;
    const meaning = inputMeaningOf(field);
    const column = value.kind === 'leaf' ? columns.get(value.value as string) : undefined;
    if (column === undefined) throw noNull(place);
    if (meaning?.kind === 'comparedColumn') left = column;
    else if (meaning?.kind === 'operator')
      others.push({ operator: meaning.operator as ColumnOperator, right: column, place });
  }
  if (left === undefined) throw noNull(`${argument}.column`);
  const compared = left;
  return others.map(({ operator, right, place }) => {
    if (!areComparable(compared.type, right.type)) {
      throw badUserInput(
        place,
        `the columns ${nameOf(columns, compared)} and ${nameOf(columns, right)} have types that do not compare.`,
      );
    }
    return { kind: 'compareColumns', column: compared, operator, other: right };
  });
}

function nameOf(columns: ReadonlyMap<string, Column>, column: Column): string {
  return [...columns].find(([, candidate]) => candidate === column)?.[0] ?? column.name;
}
