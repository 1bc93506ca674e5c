import { compareDecimals, type Decimal, parseDecimal, printDecimal } from './decimal.js';

/** jsonb: numbers with every digit, keys once and in the order in which PostgreSQL stores them. */
export type Json =
  typeof jsonNull | boolean | string | { readonly number: Decimal } | readonly Json[] | ReadonlyMap<string, Json>;

/** JSON's null, which is a value, and not SQL's. */
export const jsonNull = Symbol('null');

export function parseJson(text: string): Json {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s{}[\]:,"]+/g) ?? [];
  let index = 0;
  const value = (): Json => {
    const token = tokens[index++] ?? '';
    if (token === '[') {
      const items: Json[] = [];
      while (tokens[index] !== ']') items.push(value());
      index++;
      return items;
    }
    if (token === '{') {
      const entries = new Map<string, Json>();
      while (tokens[index] !== '}') {
        const key = JSON.parse(tokens[index++] ?? '') as string;
        entries.set(key, value());
      }
      index++;
      return new Map([...entries].sort(([a], [b]) => compareKeys(a, b)));
    }
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (token === 'null') return jsonNull;
    return token === 'true' || token === 'false' ? token === 'true' : { number: parseDecimal(token) };
  };
  return value();
}

/** As jsonb's own output: `{"a": 1, "b": [2]}`. */
export function printJson(json: Json): string {
  if (json === jsonNull) return 'null';
  if (typeof json === 'boolean' || typeof json === 'string') return JSON.stringify(json);
  if (isNumber(json)) return printDecimal(json.number);
  if (isList(json)) return `[${json.map(printJson).join(', ')}]`;
  return `{${Array.from(json, ([key, value]) => `${JSON.stringify(key)}: ${printJson(value)}`).join(', ')}}`;
}

/** Manual 8.14.4: Object > Array > Boolean > Number > String > null; by size, then part by part. */
export function compareJson(a: Json, b: Json, compareText: (a: string, b: string) => number): number {
  // Manual: for historical reasons an empty array sorts below null where it is the whole value.
  const isEmpty = (json: Json): boolean => isList(json) && json.length === 0;
  if (isEmpty(a) !== isEmpty(b)) return isEmpty(a) ? -1 : 1;
  return compareInner(a, b, compareText);
}

function compareInner(a: Json, b: Json, compareText: (a: string, b: string) => number): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string') return compareText(a, b as string);
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a === jsonNull || b === jsonNull) return 0;
  if (isNumber(a)) return compareDecimals(a.number, (b as { number: Decimal }).number);
  if (isList(a)) {
    const other = b as readonly Json[];
    if (a.length !== other.length) return a.length - other.length;
    for (const [index, item] of a.entries()) {
      const result = compareInner(item, other[index] ?? jsonNull, compareText);
      if (result !== 0) return result;
    }
    return 0;
  }
  const other = [...(b as ReadonlyMap<string, Json>)];
  if (a.size !== other.length) return a.size - other.length;
  for (const [index, [key, value]] of [...a].entries()) {
    const [otherKey = '', otherValue = jsonNull] = other[index] ?? [];
    const result = compareText(key, otherKey) || compareInner(value, otherValue, compareText);
    if (result !== 0) return result;
  }
  return 0;
}

export function equalJson(a: Json, b: Json): boolean {
  return compareInner(a, b, (x, y) => Number(x !== y)) === 0;
}

/** Manual 8.14.3, `@>`: the right one is in the left one; an array may contain a primitive value. */
export function containsJson(a: Json, b: Json): boolean {
  if (isList(a) && !isList(b) && !isMap(b))
    return a.some((item) => !isList(item) && !isMap(item) && equalJson(item, b));
  return containsInner(a, b);
}

function containsInner(a: Json, b: Json): boolean {
  if (isList(a) && isList(b)) return b.every((wanted) => a.some((item) => containsInner(item, wanted)));
  if (isMap(a) && isMap(b)) {
    return [...b].every(([key, wanted]) => a.has(key) && containsInner(a.get(key) ?? jsonNull, wanted));
  }
  return !isList(a) && !isMap(a) && !isList(b) && !isMap(b) && equalJson(a, b);
}

/** Manual 9.16, `?`: a key of an object, or a string of an array, at the top. */
export function hasKey(json: Json, key: string): boolean {
  if (isMap(json)) return json.has(key);
  return isList(json) ? json.includes(key) : json === key;
}

/** Manual 9.16, `#>`: keys, or places in arrays, from the end if negative. Undefined: nothing is there. */
export function atPath(json: Json, path: readonly string[]): Json | undefined {
  let found: Json | undefined = json;
  for (const step of path) {
    if (found === undefined) return undefined;
    if (isMap(found)) found = found.get(step);
    else if (isList(found) && /^[+-]?\d+$/.test(step)) found = found.at(Number(step));
    else return undefined;
  }
  return found;
}

export const isList = (json: Json): json is readonly Json[] => Array.isArray(json);
export const isMap = (json: Json): json is ReadonlyMap<string, Json> => json instanceof Map;
export const isNumber = (json: Json): json is { readonly number: Decimal } =>
  typeof json === 'object' && 'number' in json;

function rank(json: Json): number {
  if (json === jsonNull) return 0;
  if (typeof json === 'string') return 1;
  if (typeof json === 'boolean') return 3;
  return isNumber(json) ? 2 : isList(json) ? 4 : 5;
}

/** Shorter keys are stored before longer ones, then by their bytes. */
function compareKeys(a: string, b: string): number {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length - y.length || Buffer.compare(x, y);
}
