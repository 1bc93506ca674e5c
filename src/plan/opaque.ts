/**
 * The JSON array of a cursor or global identifier, or undefined if it is none. Their text is base64, so that clients do
 * not read it.
 */
export function decodeOpaque(text: string): readonly unknown[] | undefined {
  // Longer than any key that a B-tree can hold: not worth decoding.
  if (text.length > 16_384 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString());
    return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
  } catch {
    return undefined;
  }
}
