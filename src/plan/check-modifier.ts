import { baseOf, type BaseType, type DataType } from '../model/data-type.js';
import { badUserInput } from './bad-user-input.js';
import { compareDecimals } from './compare-bounds.js';

/**
 * Refuses what a type with a modifier has no room for: `numeric(10,2)`, `varchar(20)`, `bit(3)`. A cast would cut or pad a
 * text; inside of a row's text PostgreSQL refuses it.
 */
export function checkModifier(type: DataType, value: unknown, argument: string): void {
  const base = baseOf(type);
  if (value === null || value === undefined) return;
  if (base.kind === 'array' && Array.isArray(value)) {
    value.forEach((item, index) => checkModifier(base.element, item, `${argument}[${index}]`));
  }
  if (base.kind !== 'base' || base.namespace !== 'pg_catalog' || base.modifier < 0) return;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (fits(text, base)) return;
  throw badUserInput(argument, `${JSON.stringify(text)} has no room in ${base.name}(${sizeOf(base).join(',')}).`);
}

function fits(text: string, type: BaseType): boolean {
  const [size = 0, scale = 0] = sizeOf(type);
  switch (type.name) {
    case 'numeric':
      if (/nan/i.test(text)) return true;
      return !/inf/i.test(text) && compareDecimals(text.replace(/^[+-]/, ''), firstTooLarge(size, scale)) < 0;
    case 'varchar':
    case 'bpchar':
      // What is too long by blanks alone is cut.
      return Array.from(text.replace(/ +$/, '')).length <= size;
    case 'bit':
      return text.length === size;
    case 'varbit':
      return text.length <= size;
    default:
      return true;
  }
}

/** As they stand in the declaration. `numeric_typmod_scale` keeps the scale in 11 bits; texts count their header. */
function sizeOf({ name, modifier }: BaseType): readonly number[] {
  switch (name) {
    case 'numeric':
      return [(modifier - 4) >> 16, (((modifier - 4) & 0x7ff) ^ 1024) - 1024];
    case 'varchar':
    case 'bpchar':
      return [modifier - 4];
    default:
      return [modifier];
  }
}

/** The least number that is rounded to more than `precision` digits: 99.995 for `numeric(4,2)`. */
function firstTooLarge(precision: number, scale: number): string {
  return `${'9'.repeat(precision)}5e${-scale - 1}`;
}
