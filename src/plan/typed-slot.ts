import { baseOf, type CompositeType, type DataType, dimensionsOfArray } from '../model/data-type.js';
import { isHstore } from '../typesystem/filters/hstore-filter.js';
import type { PlanContext } from './plan-context.js';
import type { Encoding, Slot, Source, TypedEncoding } from './slot.js';

/** A slot for one value of a type, whatever the type is: an array is one value. */
export function typedSlot(context: PlanContext, type: DataType, source: Source, argument: string): Slot {
  const base = baseOf(type);
  return { source, encoding: encodingOf(context, base), type: base, argument };
}

function encodingOf(context: PlanContext, type: DataType): Encoding {
  switch (type.kind) {
    case 'enum':
      return { kind: 'label', labels: labelsOf(context, type.oid), array: false };
    case 'array': {
      const element = baseOf(type.element);
      const dimensions = dimensionsOfArray(type);
      if (element.kind === 'composite' || isHstore(element) || dimensions > 1) {
        return { kind: 'list', element: typedEncoding(context, element), dimensions };
      }
      return element.kind === 'enum'
        ? { kind: 'label', labels: labelsOf(context, element.oid), array: true }
        : { kind: 'array' };
    }
    case 'composite':
      return compositeEncoding(context, type);
    case 'range':
    case 'multirange':
      return { kind: 'range' };
    case 'base':
      return isHstore(type) ? { kind: 'hstore' } : { kind: 'value' };
    case 'domain':
      return encodingOf(context, baseOf(type));
  }
}

function compositeEncoding(context: PlanContext, { oid, attributes }: CompositeType): Encoding {
  const names = context.names.attributes.get(oid);
  return {
    kind: 'composite',
    fields: attributes.map(({ name, type }) => ({
      field: names?.get(name) ?? name,
      ...typedEncoding(context, baseOf(type)),
    })),
  };
}

function typedEncoding(context: PlanContext, type: DataType): TypedEncoding {
  return { type, encoding: encodingOf(context, type) };
}

/** GraphQL enum value to PostgreSQL label. */
function labelsOf({ names }: PlanContext, oid: number): ReadonlyMap<string, string> {
  return new Map([...(names.enumValues.get(oid) ?? [])].map(([label, name]) => [name, label]));
}
