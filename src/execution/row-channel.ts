/**
 * Hands rows from the connection that reads them to the client that they are sent to, one portion at a time: the next
 * one is read when the client asks for it. A client that takes too long has left, since it keeps a connection waiting.
 */
export class RowChannel implements AsyncIterableIterator<string> {
  readonly #longestWait: number;
  #portion: string | undefined;
  #begun = false;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  #left = false;
  /** Wakes the reader, which waits for the client to ask. */
  #wanted: ((more: boolean) => void) | undefined;
  /** Wakes the client, which waits for rows. */
  #arrived: (() => void) | undefined;

  /** @param longestWait Milliseconds in which a client has to ask for the next portion. */
  constructor(longestWait: number) {
    this.#longestWait = longestWait;
  }

  /** Whether the reader has given anything on. */
  get begun(): boolean {
    return this.#begun;
  }

  /** For the reader: gives rows on, and settles with whether more are wanted when they are. */
  give(rows: readonly string[]): Promise<boolean> {
    if (this.#left) return Promise.resolve(false);
    this.#begun = true;
    this.#portion = linesOf(rows);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#leave(), this.#longestWait);
      this.#wanted = (more) => {
        clearTimeout(timer);
        resolve(more);
      };
      this.#arrived?.();
    });
  }

  /** The last rows, which wait for the client without a reader. */
  end(rows: readonly string[]): void {
    if (rows.length > 0 && !this.#left) this.#portion = linesOf(rows);
    this.#ended = true;
    this.#arrived?.();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.#arrived?.();
  }

  /** Settles when there are rows, or there is nothing more to come; rejects if reading has failed before. */
  async opened(): Promise<void> {
    await this.#arrival();
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async next(): Promise<IteratorResult<string>> {
    if (this.#portion === undefined) this.#want(true);
    await this.#arrival();
    const portion = this.#portion;
    this.#portion = undefined;
    if (portion !== undefined) return { done: false, value: portion };
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#left && !this.#ended) throw new Error('The rows were not taken in time.');
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<string>> {
    this.#leave();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #arrival(): Promise<void> {
    while (this.#portion === undefined && !this.#ended && this.#failure === undefined && !this.#left) {
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    }
  }

  #leave(): void {
    this.#left = true;
    this.#portion = undefined;
    this.#want(false);
    this.#arrived?.();
  }

  #want(more: boolean): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    wanted?.(more);
  }
}

function linesOf(rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}
