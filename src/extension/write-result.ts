import type { ExtendedExecution } from './extended-execution.js';
import { type JsonNode, JsonObjectText } from './json-object-text.js';

/**
 * The text of a result: what the host's resolvers gave as graphql-js completed it, and what the database gave as the
 * database wrote it.
 * @param answer The answer of the statement; undefined if none was sent.
 */
export function writeResult<Context>(
  data: unknown,
  answer: JsonObjectText | undefined,
  execution: ExtendedExecution<Context>,
): string {
  const write = (value: unknown, place: string, node: JsonNode | undefined): string => {
    if (Array.isArray(value)) {
      const nodes = Array.isArray(node) ? (node as readonly JsonNode[]) : [];
      const elements = (value as unknown[]).map((one, index) => write(one, `${place}.${index}`, nodes[index]));
      return `[${elements.join(',')}]`;
    }
    if (!isResultObject(value)) return JSON.stringify(value);
    const row = node instanceof JsonObjectText ? node : execution.rowAt(place);
    const members = Object.entries(value).map(([key, member]) => {
      const below = place === '' ? key : `${place}.${key}`;
      const slice = row?.slice(key);
      if (slice === undefined) return `"${key}":${write(member, below, undefined)}`;
      // Null where an error further down has taken the place of the whole.
      if (member === null) return `"${key}":null`;
      return `"${key}":${typeof member === 'object' ? write(member, below, row?.child(key)) : slice}`;
    });
    return `{${members.join(',')}}`;
  };
  return write(data, '', answer ?? null);
}

/** graphql-js makes the objects of a result without a prototype; other objects are values of scalars. */
function isResultObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}
