/** A JSON value whose objects are still text. */
export type JsonNode = JsonObjectText | readonly JsonNode[] | null;

/**
 * A JSON object that stays text: it is cut into its members when one of them is asked for, and whatever nobody asks for is
 * never parsed. So it can be written again as it came, with every digit.
 */
export class JsonObjectText {
  readonly #text: string;
  readonly #children = new Map<string, JsonNode>();
  #members: ReadonlyMap<string, string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text of a member's value; undefined if there is no such member. */
  slice(key: string): string | undefined {
    this.#members ??= membersOf(this.#text);
    return this.#members.get(key);
  }

  /** A member's value, parsed. */
  value(key: string): unknown {
    const slice = this.slice(key);
    return slice === undefined ? undefined : JSON.parse(slice);
  }

  /** A member that is an object, a list of objects, or null; the same object each time. */
  child(key: string): JsonNode {
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const node = nodeOf(this.slice(key) ?? 'null');
    this.#children.set(key, node);
    return node;
  }
}

/** A JSON text of objects, lists of them, and nulls. */
export function nodeOf(text: string): JsonNode {
  const start = skipBlanks(text, 0);
  if (text[start] === '{') return new JsonObjectText(text);
  return text[start] === '[' ? elementsOf(text).map(nodeOf) : null;
}

/** The texts of the elements of a JSON list. */
export function elementsOf(text: string): readonly string[] {
  const elements: string[] = [];
  let at = skipBlanks(text, skipBlanks(text, 0) + 1);
  while (text[at] !== ']') {
    const end = endOfValue(text, at);
    elements.push(text.slice(at, end));
    at = afterComma(text, end);
  }
  return elements;
}

function membersOf(text: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  let at = skipBlanks(text, skipBlanks(text, 0) + 1);
  while (text[at] !== '}') {
    const endOfKey = endOfString(text, at);
    const key = JSON.parse(text.slice(at, endOfKey)) as string;
    const start = skipBlanks(text, skipBlanks(text, endOfKey) + 1);
    const end = endOfValue(text, start);
    members.set(key, text.slice(start, end));
    at = afterComma(text, end);
  }
  return members;
}

function afterComma(text: string, end: number): number {
  const at = skipBlanks(text, end);
  return text[at] === ',' ? skipBlanks(text, at + 1) : at;
}

/** PostgreSQL's `json` keeps the blanks that a value was written with. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== '{' && first !== '[') return endOfWord(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at) - 1;
        break;
      case '{':
      case '[':
        depth += 1;
        break;
      case '}':
      case ']':
        depth -= 1;
        if (depth === 0) return at + 1;
    }
  }
  throw new SyntaxError('The JSON text ends within a value.');
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !',]} \n\r\t'.includes(text[at] ?? '')) at += 1;
  if (at === start) throw new SyntaxError('The JSON text ends before a value.');
  return at;
}

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text[before] === '\\') before -= 1;
    if ((at - before) % 2 === 1) return at + 1;
  }
  throw new SyntaxError('The JSON text ends within a string.');
}
