import { badUserInput } from './bad-user-input.js';

/**
 * A query in the language of `to_tsquery`, checked before PostgreSQL reads it: words and 'quoted words', each with
 * `:*` and weights, `!`, `&`, `|`, `<->`, `<N>` and parentheses. Source: PostgreSQL manual, 8.11.2 "tsquery".
 *
 * @throws {PillionError} `BAD_USER_INPUT` that shows where the query cannot be read.
 */
export function rawSearchQuery(query: string, argument: string): string {
  const tokens = tokensOf(query, argument);
  let depth = 0;
  let operandExpected = true;
  for (const token of tokens) {
    const fits =
      token.kind === 'operator' || token.kind === 'close' ? !operandExpected : operandExpected && depth < maximumDepth;
    if (!fits) throw unreadable(argument, query.slice(token.start));
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    if (depth < 0) throw unreadable(argument, query.slice(token.start));
    operandExpected = token.kind === 'operator' || token.kind === 'open' || token.kind === 'not';
  }
  if (tokens.length > 0 && (operandExpected || depth > 0)) {
    throw badUserInput(argument, 'the query ends too early: a word or a parenthesis is missing.');
  }
  return query;
}

interface Token {
  readonly kind: 'word' | 'operator' | 'not' | 'open' | 'close';
  readonly start: number;
}

/** PostgreSQL reads parentheses by recursion. */
const maximumDepth = 100;

/** A lexeme holds 2,046 bytes at most; a distance `<N>` is 16,384 at most. */
const word = /(?:'(?:[^'\\]|'')+'|[\p{L}\p{N}_./@+-]+)(?::[*ABCDabcd]+)?/uy;
const spaces = /[\t\n\r\f\v ]*/y;
const distance = /<(?:-|\d{1,5})>/y;

function tokensOf(query: string, argument: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(query)?.[0];
  };
  for (;;) {
    position += match(spaces)?.length ?? 0;
    const start = position;
    if (start === query.length) return tokens;
    const kind = signs.get(query.charAt(start));
    if (kind !== undefined) {
      tokens.push({ kind, start });
      position += 1;
      continue;
    }
    const between = match(distance);
    const text = between ?? match(word);
    const tooMuch =
      between === undefined ? Buffer.byteLength(text ?? '') > 2000 : Number.parseInt(between.slice(1), 10) > 16_384;
    if (text === undefined || tooMuch) throw unreadable(argument, query.slice(start));
    tokens.push({ kind: between === undefined ? 'word' : 'operator', start });
    position += text.length;
  }
}

const signs: ReadonlyMap<string, Token['kind']> = new Map([
  ['&', 'operator'],
  ['|', 'operator'],
  ['!', 'not'],
  ['(', 'open'],
  [')', 'close'],
]);

function unreadable(argument: string, rest: string): Error {
  return badUserInput(argument, `the query cannot be read from ${JSON.stringify(rest.slice(0, 40))} on.`);
}
