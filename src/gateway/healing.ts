/**
 * Reloads after operations that found the database changed. While the reload finds nothing new, whatever fails is not
 * for it to mend, and the next attempt waits longer: 1 s, doubling up to a minute.
 */
export class Healing {
  readonly #reload: () => Promise<void>;
  #healed: string | undefined;
  #delay = 0;
  #timer: NodeJS.Timeout | undefined;
  #running = false;

  constructor(reload: () => Promise<void>) {
    this.#reload = reload;
  }

  /** @param fingerprint Of the schema that the failed operation was compiled for. */
  wanted(fingerprint: string): void {
    if (this.#running || this.#timer !== undefined) return;
    this.#delay = fingerprint === this.#healed ? Math.min(Math.max(this.#delay * 2, 1000), 60_000) : 0;
    this.#healed = fingerprint;
    if (this.#delay === 0) void this.#heal();
    else this.#timer = setTimeout(() => void this.#heal(), this.#delay).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running = true;
  }

  async #heal(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    try {
      await this.#reload();
    } catch {
      // The engine has told its observers; the next operation that fails asks again.
    } finally {
      this.#running = false;
    }
  }
}
