import type { GraphQLResolveInfo } from 'graphql';
import type { JsonObjectText } from './json-object-text.js';
import type { RowLoader } from './row-loader.js';

type Path = GraphQLResolveInfo['path'];

/** One execution of an operation: the answer of its statement, and the rows that were loaded since. */
export class ExtendedExecution<Context> {
  readonly loader: RowLoader<Context>;
  /** The answer of the statement to the operation's own fields of the database. */
  readonly answer: () => JsonObjectText | Promise<JsonObjectText>;
  readonly #rows = new Map<string, JsonObjectText>();

  constructor(loader: RowLoader<Context>, answer: ExtendedExecution<Context>['answer']) {
    this.loader = loader;
    this.answer = answer;
  }

  /** Keeps a row that was loaded for a place in the result. */
  keep(path: Path, row: JsonObjectText): void {
    this.#rows.set(placeOf(path), row);
  }

  /** @param place As `placeOf` writes it. */
  rowAt(place: string): JsonObjectText | undefined {
    return this.#rows.get(place);
  }
}

/** A path as one text: response keys and places in lists, none of which holds a dot. */
export function placeOf({ prev, key }: Path): string {
  return prev === undefined ? String(key) : `${placeOf(prev)}.${key}`;
}
