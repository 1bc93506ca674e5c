import { GraphQLInputObjectType, type GraphQLInputFieldConfig, type GraphQLInputType, isInputType } from 'graphql';
import { baseOf, type CompositeType, type DataType, dimensionsOfArray, type RangeType } from '../model/data-type.js';
import type { Names } from '../naming/names.js';
import { hstoreEntry, isHstore } from './filters/hstore-filter.js';
import { listOf } from './filters/operator-field.js';
import type { OutputTypes } from './output-types.js';

/** Gives the GraphQL type of a value that a client writes for an argument of a function. */
export interface InputTypes {
  /** Nullable. */
  readonly of: (type: DataType) => GraphQLInputType;
}

/** @param rangeInput `DateRangeInput` of a range. */
export function createInputTypes(
  names: Names,
  outputTypes: OutputTypes,
  rangeInput: (range: RangeType) => GraphQLInputType | undefined,
): InputTypes {
  const composites = new Map<number, GraphQLInputObjectType>();

  const of = (type: DataType): GraphQLInputType => {
    const base = baseOf(type);
    switch (base.kind) {
      case 'array':
        return listsOf(of(base.element), dimensionsOfArray(base));
      case 'composite':
        return ofComposite(base);
      case 'range':
        return required(rangeInput(base), base);
      case 'multirange':
        return listOf(required(rangeInput(base.range), base));
      default: {
        if (isHstore(base)) return listOf(hstoreEntry);
        const output = outputTypes.of(base);
        return required(isInputType(output) ? output : undefined, base);
      }
    }
  };

  const ofComposite = (type: CompositeType): GraphQLInputObjectType => {
    const known = composites.get(type.oid);
    if (known !== undefined) return known;
    const made = new GraphQLInputObjectType({
      name: `${names.types.get(type.oid) ?? type.name}Input`,
      description: 'A value of several parts; what is left out is null.',
      fields: () =>
        Object.fromEntries(
          type.attributes.map(({ name, type: part }): [string, GraphQLInputFieldConfig] => [
            names.attributes.get(type.oid)?.get(name) ?? name,
            { type: of(part) },
          ]),
        ),
    });
    composites.set(type.oid, made);
    return made;
  };

  return { of };
}

/** Arrays are lists without nulls. */
function listsOf(type: GraphQLInputType, dimensions: number): GraphQLInputType {
  return dimensions === 0 ? type : listsOf(listOf(type), dimensions - 1);
}

function required(type: GraphQLInputType | undefined, { name }: DataType): GraphQLInputType {
  if (type === undefined) throw new Error(`Values of the type ${name} cannot be written by clients.`);
  return type;
}
