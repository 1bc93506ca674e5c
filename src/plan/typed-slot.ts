import { baseOf, type DataType } from '../model/data-type.js';
import type { PlanContext } from './plan-context.js';
import type { Encoding, Slot, Source } from './slot.js';

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
      return element.kind === 'enum'
        ? { kind: 'label', labels: labelsOf(context, element.oid), array: true }
        : { kind: 'array' };
    }
    case 'range':
    case 'multirange':
      return { kind: 'range' };
    case 'base':
      return type.name === 'hstore' && type.namespace !== 'pg_catalog' ? { kind: 'hstore' } : { kind: 'value' };
    default:
      return { kind: 'value' };
  }
}

/** GraphQL enum value to PostgreSQL label. */
function labelsOf({ names }: PlanContext, oid: number): ReadonlyMap<string, string> {
  return new Map([...(names.enumValues.get(oid) ?? [])].map(([label, name]) => [name, label]));
}
