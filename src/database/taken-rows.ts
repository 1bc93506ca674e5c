import type { RowsRead, RowsReader } from './read-request.js';

/** The rows of a SELECT as they come, on their way to a reader. */
export class TakenRows {
  readonly reader: RowsReader;
  /** True once the reader wants no more of them, and the statement is cancelled for it. */
  stopped = false;

  readonly #step: number;
  readonly #stop: (() => void) | undefined;
  #wanted = true;

  /**
   * @param step Which of the steps of the group gives the rows.
   * @param stop Cancels the statement; without it, the rest of the rows is passed over.
   */
  constructor({ createReader }: RowsRead, step: number, stop: (() => void) | undefined) {
    this.reader = createReader();
    this.#step = step;
    this.#stop = stop;
  }

  /** False for a row of another step. */
  take(step: number, fields: readonly (string | null)[]): boolean {
    if (step !== this.#step) return false;
    if (!this.#wanted) return true;
    this.#wanted = this.reader.row(fields);
    if (!this.#wanted && this.#stop !== undefined) {
      this.stopped = true;
      this.#stop();
    }
    return true;
  }
}
