import type { Piece, ValueForm } from '../sql/layout.js';

/** The texts of a row as PostgreSQL printed them; null is SQL NULL. */
export type Fields = readonly (string | null)[];

/** The JSON that one row gives. */
export type WriteRow = (fields: Fields) => string;

/** Makes a function of the pieces, which holds all that does not depend on the row. */
export function createRowWriter(pieces: readonly Piece[]): WriteRow {
  const { first, steps } = stepsOf(pieces);
  if (steps.length === 0) return () => first;
  return (fields) => {
    let text = first;
    for (const { write, behind } of steps) text += write(fields) + behind;
    return text;
  };
}

/** The JSON before the rows below, and the JSON behind them. */
export function splitAtBelow(
  pieces: readonly Piece[],
): readonly [before: readonly Piece[], behind: readonly Piece[] | undefined] {
  const at = pieces.findIndex((piece) => typeof piece === 'object' && piece.kind === 'below');
  return at === -1 ? [pieces, undefined] : [pieces.slice(0, at), pieces.slice(at + 1)];
}

/** What a row gives, and the text behind it. */
interface Step {
  readonly write: WriteRow;
  behind: string;
}

function stepsOf(pieces: readonly Piece[]): { readonly first: string; readonly steps: readonly Step[] } {
  let first = '';
  const steps: Step[] = [];
  for (const piece of pieces) {
    const last = steps.at(-1);
    if (typeof piece !== 'string') steps.push({ write: writerOf(piece), behind: '' });
    else if (last === undefined) first += piece;
    else last.behind += piece;
  }
  return { first, steps };
}

function writerOf(piece: Exclude<Piece, string>): WriteRow {
  switch (piece.kind) {
    case 'value':
      return valueWriter(piece.column, piece.form);
    case 'unlessNull': {
      const { column } = piece;
      const write = createRowWriter(piece.pieces);
      return (fields) => (fields[column] === null ? 'null' : write(fields));
    }
    case 'opaque': {
      const write = createRowWriter(piece.pieces);
      return (fields) => `"${Buffer.from(write(fields)).toString('base64')}"`;
    }
    case 'below':
      throw new Error('Rows below a row are written by their list.');
  }
}

function valueWriter(column: number, form: ValueForm): WriteRow {
  if (typeof form !== 'string') {
    return (fields) => {
      const label = fields[column] ?? null;
      return label === null ? 'null' : quoted(form.get(label) ?? label);
    };
  }
  switch (form) {
    case 'json':
      return (fields) => fields[column] ?? 'null';
    case 'quoted':
      return (fields) => {
        const text = fields[column] ?? null;
        return text === null ? 'null' : `"${text}"`;
      };
    case 'text':
      return (fields) => {
        const text = fields[column] ?? null;
        return text === null ? 'null' : quoted(text);
      };
    case 'number':
      return (fields) => {
        const text = fields[column] ?? null;
        return text === null || notInJson.has(text) ? 'null' : text;
      };
    case 'carriedNumber':
      return (fields) => {
        const text = fields[column] ?? null;
        return text === null ? 'null' : notInJson.has(text) ? `"${text}"` : text;
      };
    case 'instant':
      return (fields) => {
        const json = fields[column] ?? null;
        return json === null ? 'null' : instant(json);
      };
  }
}

const notInJson: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

/** `"2026-06-01T12:00:00"` with a Z; ` BC` stays at the end, where PostgreSQL reads it. Infinities have none. */
function instant(json: string): string {
  if (json.endsWith('y"')) return json;
  return json.endsWith(' BC"') ? `${json.slice(0, -4)}Z BC"` : `${json.slice(0, -1)}Z"`;
}

/** Most texts need no escape, which is quicker to see than to write. */
function quoted(text: string): string {
  return escaped.test(text) ? escapedText(text) : `"${text}"`;
}

// eslint-disable-next-line no-control-regex -- JSON escapes these, the quote and the backslash
const escaped = /["\\\u0000-\u001f]/;

/** As PostgreSQL's `to_json` writes it. */
function escapedText(text: string): string {
  return JSON.stringify(text);
}
