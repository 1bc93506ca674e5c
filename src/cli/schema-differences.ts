import { findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql';
import { paint } from './paint.js';

interface PrintedSchema {
  readonly text: string;
  readonly schema: GraphQLSchema;
}

/** What has changed between two schemas, for people: what breaks clients first, then what may, then the lines themselves. */
export function schemaDifferences(before: PrintedSchema, now: PrintedSchema): string {
  const breaking = findBreakingChanges(before.schema, now.schema).map(({ description }) => description);
  const dangerous = findDangerousChanges(before.schema, now.schema).map(({ description }) => description);
  const lines = [...linesOnlyIn(before.text, now.text, '-'), ...linesOnlyIn(now.text, before.text, '+')];
  return [
    section('Breaks clients', 'red', breaking),
    section('May surprise clients', 'yellow', dangerous),
    section('Lines', 'dim', lines),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** More would bury what matters; `diff` shows the rest. */
const mostLines = 60;

function section(title: string, style: 'red' | 'yellow' | 'dim', lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, mostLines).map((line) => `  ${line}`);
  if (lines.length > mostLines) shown.push(`  … and ${lines.length - mostLines} more`);
  return `${paint(process.stdout, style, `${title} (${lines.length})`)}\n${shown.join('\n')}`;
}

/** Lines of one text that the other does not have as often, with the type that they are in. */
function linesOnlyIn(text: string, other: string, sign: '-' | '+'): readonly string[] {
  const left = new Map<string, number>();
  for (const line of located(other)) left.set(line, (left.get(line) ?? 0) + 1);
  return located(text)
    .filter((line) => {
      const count = left.get(line) ?? 0;
      left.set(line, count - 1);
      return count <= 0;
    })
    .map((line) => `${sign} ${line}`);
}

function located(text: string): readonly string[] {
  let place = '';
  return text.split('\n').flatMap((line) => {
    if (/^\S.*\{$/.test(line)) place = line.replace(/ (implements.*)?\{$/, '');
    if (line.trim() === '' || line === '}') return [];
    return /^\s/.test(line) && place !== '' ? [`${place}: ${line.trim()}`] : [line];
  });
}
