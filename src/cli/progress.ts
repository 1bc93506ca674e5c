/**
 * Tells what long work is at, in one line of the terminal that goes away; a stream that is no terminal gets nothing.
 *
 * @example
 * const progress = createProgress(process.stderr);
 * progress.at('Asking the planner: 3 of 80');
 * progress.end();
 */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { at: () => undefined, end: () => undefined };
  return {
    at: (text) => void stream.write(`${BACK_AND_CLEAR}${text.slice(0, stream.columns - 1)}`),
    end: () => void stream.write(BACK_AND_CLEAR),
  };
}

export interface Progress {
  at(text: string): void;
  end(): void;
}

/** Carriage return, and ECMA-48's "erase to the end of the line". */
const BACK_AND_CLEAR = '\r\u001b[K';
