import type { InputMeaning } from '../typesystem/field-meaning.js';
import { builtInType, textArray, textType } from '../typesystem/filters/built-in-type.js';
import type { Condition, JsonPart, Subject } from './condition.js';
import { noNull } from './no-null.js';
import { given, leaf, listItems, objectFields } from './object-fields.js';
import type { PlanContext } from './plan-context.js';
import { operandSlot, planDistanceConditions, planWithinDistance } from './plan-distance.js';
import { planTextSearch } from './plan-text-search.js';
import type { Input, InputEntry } from './read-arguments.js';
import type { Slot } from './slot.js';
import { typedSlot } from './typed-slot.js';

/** The conditions that a filter sets on a column or a part of a value; given by the caller, since filters hold filters. */
type PlanFilter = (context: PlanContext, subject: Subject, input: Input, argument: string) => readonly Condition[];

/**
 * A condition that only some types have.
 * @throws {PillionError} `BAD_USER_INPUT` for a null, which compares with nothing.
 */
export function planValueCondition(
  context: PlanContext,
  subject: Subject,
  meaning: InputMeaning,
  input: Input,
  argument: string,
  planFilter: PlanFilter,
): readonly Condition[] {
  switch (meaning.kind) {
    case 'part': {
      const part: Subject = { inside: subject, part: meaning.part, type: meaning.type, notNull: false };
      return planFilter(context, part, input, argument);
    }
    case 'typeOperator': {
      if (input.kind === 'null') throw noNull(argument);
      const slot = typedSlot(context, meaning.operand, input.source, argument);
      return [{ kind: 'typeOperator', column: subject, operator: meaning.operator, slot }];
    }
    case 'hasElement': {
      const { source } = leaf(input, argument);
      const slot = typedSlot(context, meaning.array, { kind: 'list', items: [source] }, argument);
      return [{ kind: 'typeOperator', column: subject, operator: 'contains', slot }];
    }
    case 'isEmpty':
      return [{ kind: 'empty', column: subject, negated: leaf(input, argument).value === false }];
    case 'jsonPaths':
      return listItems(input, argument).flatMap((item, index) =>
        planJsonPath(context, subject, item, `${argument}[${index}]`, planFilter),
      );
    case 'distanceConditions':
      return planDistanceConditions(context, subject, input, argument, planFilter);
    case 'spatial': {
      const operand = operandSlot(subject, input, argument);
      return [{ kind: 'spatial', column: subject, predicate: meaning.predicate, operand }];
    }
    case 'withinDistance':
      return [planWithinDistance(subject, input, argument)];
    case 'textSearch':
      return [
        { kind: 'textSearch', column: subject, ...planTextSearch(subject, meaning.configurations, input, argument) },
      ];
    default:
      throw new Error(`A field that means "${meaning.kind}" is no condition on a value.`);
  }
}

function planJsonPath(
  context: PlanContext,
  subject: Subject,
  input: Input,
  argument: string,
  planFilter: PlanFilter,
): readonly Condition[] {
  const fields = objectFields(input, argument);
  const path = pathSlot(context, fields, argument);
  return fields.flatMap(({ field, input: value }): readonly Condition[] => {
    const place = `${argument}.${field.name}`;
    switch (field.name) {
      case 'number':
      case 'string':
      case 'boolean': {
        const part: JsonPart = { kind: 'json', path, as: field.name };
        const inside: Subject = { inside: subject, part, type: jsonTypes[field.name], notNull: false };
        return planFilter(context, inside, value, place);
      }
      case 'exists':
        return [{ kind: 'jsonPath', column: subject, path, negated: leaf(value, place).value === false }];
      default:
        return [];
    }
  });
}

const jsonTypes = { number: builtInType('numeric'), string: textType, boolean: builtInType('bool') } as const;

function pathSlot(context: PlanContext, fields: readonly InputEntry[], argument: string): Slot {
  const path = given(fields, 'path', argument);
  if (path.kind !== 'list') throw noNull(`${argument}.path`);
  return typedSlot(context, textArray, path.source, `${argument}.path`);
}
