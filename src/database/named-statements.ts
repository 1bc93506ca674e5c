import type { Messages, Step } from './frontend-messages.js';

/** The named statements of one connection: what PostgreSQL is known to have, and what has to be told to it. */
export class NamedStatements {
  readonly #cap: number;
  readonly #nameOf: (text: string) => string;
  readonly #becameUnfit: () => void;
  /** By text, the one least recently used first. */
  readonly #kept = new Map<string, Kept>();
  #losses = 0;
  #usesSinceLoss = 0;

  constructor(cap: number, nameOf: (text: string) => string, becameUnfit: () => void) {
    this.#cap = cap;
    this.#nameOf = nameOf;
    this.#becameUnfit = becameUnfit;
  }

  /**
   * The same steps, with names for those that are worth one. What is not known to be there is parsed in the group that
   * runs it, at no cost of its own. A name is closed before it is parsed (that of no statement may be, too), so that
   * one which is there after all is no error; closing goes first, where no failing step can keep it from happening.
   */
  naming(steps: readonly Step[]): Messages {
    const close: string[] = [];
    const worthwhile = this.#worthNaming(steps);
    const named: Step[] = [];
    for (const step of steps) {
      if (step.lasting !== true || worthwhile?.includes(step) === false) {
        named.push(step);
        continue;
      }
      const { text, values } = step;
      const kept = this.#kept.get(text) ?? { name: this.#nameOf(text), sure: false };
      this.#kept.delete(text);
      this.#kept.set(text, kept);
      if (!kept.sure) close.push(kept.name);
      named.push({ text, values, lasting: true, name: kept.name, parse: !kept.sure });
    }
    // Those of this group are the last ones, and no more than the cap.
    if (this.#kept.size > this.#cap) this.#makeRoom(close);
    return { close, steps: named };
  }

  #makeRoom(close: string[]): void {
    for (const [text, { name }] of this.#kept) {
      if (this.#kept.size <= this.#cap) break;
      close.push(name);
      this.#kept.delete(text);
    }
  }

  /** Where the cap is too small for all, those that take longest to parse; undefined where all have room. */
  #worthNaming(steps: readonly Step[]): readonly Step[] | undefined {
    if (steps.length <= this.#cap) return undefined;
    const lasting = steps.filter((step) => step.lasting === true);
    if (lasting.length <= this.#cap) return undefined;
    return lasting.sort((one, other) => other.text.length - one.text.length).slice(0, this.#cap);
  }

  /** After a group that went well: PostgreSQL has all that it named. */
  succeeded(steps: readonly Step[]): void {
    this.#usesSinceLoss += 1;
    for (const { text } of steps) {
      const kept = this.#kept.get(text);
      if (kept !== undefined) kept.sure = true;
    }
  }

  /** After an error that an old plan may be the reason of: the next use closes and parses again. */
  doubt(steps: readonly Step[]): void {
    for (const { text } of steps) {
      const kept = this.#kept.get(text);
      if (kept !== undefined) kept.sure = false;
    }
  }

  /** PostgreSQL did not know a name: then none of them can be relied on. */
  lost(): void {
    for (const kept of this.#kept.values()) kept.sure = false;
    this.#losses = this.#usesSinceLoss < usesThatPay ? this.#losses + 1 : 1;
    this.#usesSinceLoss = 0;
    if (this.#losses >= enoughLosses) this.#becameUnfit();
  }
}

interface Kept {
  readonly name: string;
  /** False where it was never parsed, or may be gone. */
  sure: boolean;
}

/** Losses with few uses between them. */
const enoughLosses = 3;
/** Uses after which a loss counts as the first again: a session that is now and then reset by its host. */
const usesThatPay = 1000;
