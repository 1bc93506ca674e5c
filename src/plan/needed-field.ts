import {
  type FieldNode,
  getNamedType,
  type GraphQLOutputType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { NeededField } from '../typesystem/field-meaning.js';
import type { FieldPlan } from './operation-plan.js';
import type { SelectedField } from './plan-fields.js';

/** The key under which a row of the answer holds what the host's fields need; no response key of a client's is like it. */
export const needsKey = '$needs';

/** What a field of the host's needs, as though a client had selected it, with all its parts. */
export function neededField(field: SelectedField, { property, meaning, type }: NeededField): SelectedField {
  const object = type && getNamedType(type);
  const parts = type && wholeSelection(type);
  return {
    responseKey: property,
    definition: field.definition,
    meaning,
    nodes: [],
    selectionSets: parts === undefined ? [] : [parts],
    type: isObjectType(object) ? object : undefined,
    rowType: undefined,
  };
}

/** All fields of one row's type need the same. */
export function needsOnce(fields: readonly FieldPlan[]): readonly FieldPlan[] {
  const first = fields.find(({ kind }) => kind === 'needs');
  return first === undefined ? fields : fields.filter((field) => field.kind !== 'needs' || field === first);
}

function wholeSelection(type: GraphQLOutputType): SelectionSetNode | undefined {
  const named = getNamedType(type);
  if (!isObjectType(named)) return undefined;
  const selections = Object.values(named.getFields()).map((field): FieldNode => {
    const selectionSet = wholeSelection(field.type);
    return {
      kind: Kind.FIELD,
      name: { kind: Kind.NAME, value: field.name },
      ...(selectionSet && { selectionSet }),
    };
  });
  return { kind: Kind.SELECTION_SET, selections };
}
