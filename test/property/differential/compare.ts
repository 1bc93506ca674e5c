import type { Known } from './evaluator.js';
import type { Model, Row } from './model.js';

/**
 * Whether an answer is what was expected, byte for byte. Where a mark stands, the answer has a text of the gateway's own:
 * cursors and global identifiers are learnt, and are the same for the same row; inexact numbers are near.
 * @returns Where they differ.
 */
export function difference(model: Model, expected: string, actual: string, known: Known): string | undefined {
  let at = 0;
  let from = 0;
  for (const match of expected.matchAll(markPattern)) {
    const literal = expected.slice(from, match.index);
    if (!actual.startsWith(literal, at)) return explain(literal, actual, at);
    at += literal.length;
    from = match.index + match[0].length;
    const [, kind = '', content = ''] = match;
    const [value = ''] = /^(?:"(?:[^"\\]|\\.)*"|[^,\]}]+)/.exec(actual.slice(at, at + 2000)) ?? [];
    if (kind === 'float') {
      if (!isNear(Number(content), Number(value))) return `about ${content} expected, but ${value} came`;
    } else {
      if (!value.startsWith('"')) return `a ${kind} expected, but ${value} came`;
      const text = JSON.parse(value) as string;
      if (kind === 'cursor') known.cursors.learn(content, text);
      else {
        const row = rowOf(model, content);
        if ((known.nodeIds.get(text) ?? row) !== row) return `the identifier ${text} is of two rows`;
        known.nodeIds.set(text, row);
      }
    }
    at += value.length;
  }
  const rest = expected.slice(from);
  return actual.slice(at) === rest ? undefined : explain(rest, actual, at);
}

const markPattern = /"\\u0001(cursor|nodeId|float) ([^"]*)"/g;

function rowOf(model: Model, content: string): Row {
  const [type = '', place = ''] = content.split(' ');
  const row = model.tables.get(type)?.rows[Number(place)];
  if (row === undefined) throw new Error(`No row ${content}.`);
  return row;
}

const isNear = (expected: number, actual: number): boolean =>
  Math.abs(expected - actual) <= 1e-9 * (1 + Math.abs(expected));

function explain(expected: string, actual: string, at: number): string {
  let same = 0;
  while (same < expected.length && expected[same] === actual[at + same]) same++;
  const start = Math.max(0, same - 60);
  return `expected … ${expected.slice(start, same + 100)}\nbut came … ${actual.slice(at + start, at + same + 100)}`;
}
