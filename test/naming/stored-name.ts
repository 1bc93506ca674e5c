import fc from 'fast-check';

/**
 * Any text that PostgreSQL can store, half of it ASCII. Not `fc.string({ unit: 'binary' })`, which spends seconds on
 * laying out Unicode.
 */
export function storedName(minLength: number): fc.Arbitrary<string> {
  const codePoint = fc.oneof(
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.integer({ min: 1, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  );
  return fc.array(codePoint, { minLength, maxLength: 20 }).map((codePoints) => String.fromCodePoint(...codePoints));
}
