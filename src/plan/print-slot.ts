import type { Slot, Source } from './slot.js';

/** `$where.name.eq`; of a cursor, which of its values: `$after[0]`. */
export function printSlot({ source, encoding }: Slot): string {
  return encoding.kind === 'cursor' ? `${printSource(source)}[${encoding.index}]` : printSource(source);
}

function printSource(source: Source): string {
  switch (source.kind) {
    case 'constant':
      return JSON.stringify(source.value);
    case 'variable':
      return `$${source.path.join('.')}`;
    case 'list':
      return `[${source.items.map(printSource).join(', ')}]`;
    case 'object':
      return `{${source.fields.map(([name, field]) => `${name}: ${printSource(field)}`).join(', ')}}`;
  }
}
