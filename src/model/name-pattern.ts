/** A pattern for the names of tables, columns or functions: `public.album`, `*.*.password_*`, `shop.total()`. */
export interface NamePattern {
  readonly kind: 'table' | 'column' | 'function';
  /** True without `*`: it names one object, which has to exist. */
  readonly exact: boolean;
  readonly text: string;
  /** @param names The namespace and the name; for a column, the namespace, the table and the column. */
  matches(...names: readonly string[]): boolean;
}

/**
 * `namespace.table`, `namespace.table.column` or `namespace.function()`; `*` stands for any characters of one name. A name
 * with a dot, a star, a parenthesis, a comma or a blank in it stands in double quotes, in which `*` is a star.
 *
 * @returns undefined for what is no pattern.
 */
export function parseNamePattern(text: string): NamePattern | undefined {
  const match = /^((?:"(?:[^"]|"")+"|[^\s",.()])+(?:\.(?:"(?:[^"]|"")+"|[^\s",.()])+){1,2})(\(\))?$/.exec(text);
  if (match?.[1] === undefined) return undefined;
  const parts = [...match[1].matchAll(/(?:"(?:[^"]|"")+"|[^\s",.()])+/g)].map(([part]) => part);
  const isFunction = match[2] !== undefined;
  if (isFunction && parts.length !== 2) return undefined;
  const expressions = parts.map(expressionOf);
  return {
    kind: isFunction ? 'function' : parts.length === 2 ? 'table' : 'column',
    exact: parts.every((part) => !hasStar(part)),
    text,
    matches: (...names) =>
      names.length === expressions.length &&
      expressions.every((expression, index) => expression.test(names[index] ?? '')),
  };
}

/** The pieces of a name: quoted text, a star, or other characters. */
const pieces = /"(?:[^"]|"")+"|\*|[^"*]+/g;

function hasStar(part: string): boolean {
  return [...part.matchAll(pieces)].some(([piece]) => piece === '*');
}

function expressionOf(part: string): RegExp {
  const source = [...part.matchAll(pieces)].map(([piece]) => {
    if (piece === '*') return '.*';
    const name = piece.startsWith('"') ? piece.slice(1, -1).replaceAll('""', '"') : piece;
    return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 's');
}
