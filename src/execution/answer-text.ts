import type { AnswerPart } from '../sql/statement.js';

/**
 * The text of `data`: PostgreSQL's texts as they are, under their keys, in the order of the operation.
 * @param columns The columns of the statement's row.
 * @param introspection The values of `__schema` and `__type` as JSON, by response key.
 */
export function answerText(
  parts: readonly AnswerPart[],
  columns: readonly (string | null)[],
  introspection: ReadonlyMap<string, string>,
): string {
  const members = parts.map((part) => `"${part.responseKey}":${valueText(part, columns, introspection)}`);
  return `{${members.join(',')}}`;
}

function valueText(
  part: AnswerPart,
  columns: readonly (string | null)[],
  introspection: ReadonlyMap<string, string>,
): string {
  switch (part.kind) {
    case 'column':
      return columns[part.index] ?? 'null';
    case 'constant':
      return part.json;
    case 'introspection':
      return introspection.get(part.responseKey) ?? 'null';
  }
}
