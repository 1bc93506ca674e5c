import type { GuardSteps } from './guard-steps.js';
import { closingMessages, openingMessages, portionMessages, sync } from './portion-messages.js';
import type { Submittable, WireConnection } from './postgres-client.js';

/** Takes some rows, in their order, and tells whether more are wanted; never rejects. */
export type TakeRows = (rows: readonly string[]) => Promise<boolean>;

/**
 * A SELECT of one text column between the steps of its guard, its rows read in portions: the next is asked for when
 * `take` wants it, so that neither PostgreSQL nor this process holds more than one. It keeps its place in pg's queue all
 * the time; nothing of the host's comes between the portions.
 */
export class RowsGroup implements Submittable {
  /** pg wraps it, where it limits a query on its own side. */
  callback: (error: unknown) => void;
  query_timeout: number | undefined;
  error: unknown;
  /** Rows that were read and not yet given on when the group ended: the last ones, where it went well. */
  rest: readonly string[] = [];

  readonly #decide: () => GuardSteps | Error;
  readonly #take: TakeRows;
  #stream: WireConnection['stream'] | undefined;
  #guard: GuardSteps | undefined;
  /** Completed commands, those of the steps before the SELECT first. */
  #completed = 0;
  #rows: string[] = [];
  #bytes = 0;
  #portion = firstPortion;
  #suspended = false;
  #reading = false;
  #over = false;

  constructor(decide: () => GuardSteps | Error, take: TakeRows, done: () => void) {
    this.#decide = decide;
    this.#take = take;
    this.callback = (error) => {
      this.#reading = false;
      this.#over = true;
      this.error = error;
      done();
    };
  }

  /** Whether PostgreSQL is at work on it, and not waiting for the reader. */
  get reading(): boolean {
    return this.#reading;
  }

  submit({ stream }: WireConnection): Error | null {
    const decided = this.#decide();
    if (decided instanceof Error) return decided;
    this.#guard = decided;
    this.#stream = stream;
    const select = decided.steps[decided.selectIndex];
    if (select === undefined) return new Error('There is no SELECT among the steps.');
    this.#reading = true;
    this.#write(openingMessages(decided.steps.slice(0, decided.selectIndex), select));
    this.#write(portionMessages(this.#portion));
    return null;
  }

  handleDataRow({ fields: [text] }: { readonly fields: readonly (string | null)[] }): void {
    if (this.#guard === undefined || this.#completed !== this.#guard.selectIndex || this.#suspended) return;
    this.#rows.push(text ?? 'null');
    this.#bytes += text?.length ?? 4;
  }

  handlePortalSuspended(): void {
    this.#suspended = true;
  }

  handleCommandComplete(): void {
    if (this.#over) return;
    if (this.#suspended) {
      this.#suspended = false;
      this.#giveOn();
      return;
    }
    this.#completed += 1;
    if (this.#completed - 1 === this.#guard?.selectIndex) this.#close();
  }

  handleReadyForQuery(): void {
    this.callback(undefined);
  }

  handleError(error: unknown): void {
    // PostgreSQL passes over all that comes before the Sync, which `#close` may have sent already.
    if (this.#stream !== undefined && !this.#over) this.#write(sync);
    this.callback(error);
  }

  handleRowDescription(): void {
    return undefined;
  }

  handleEmptyQuery(): void {
    return undefined;
  }

  handleCopyInResponse(): void {
    return undefined;
  }

  handleCopyData(): void {
    return undefined;
  }

  #giveOn(): void {
    const rows = this.#rows;
    this.#portion = nextPortion(rows.length, this.#bytes);
    this.#rows = [];
    this.#bytes = 0;
    this.#reading = false;
    void this.#take(rows).then((more) => {
      if (this.#over) return;
      if (!more) {
        this.#close();
        return;
      }
      this.#reading = true;
      this.#write(portionMessages(this.#portion));
    });
  }

  /** With the end of the rows the connection is done with, whenever the last of them are taken. */
  #close(): void {
    this.#over = true;
    this.#reading = false;
    this.rest = this.#rows;
    const { steps = [], selectIndex = 0 } = this.#guard ?? {};
    this.#write(closingMessages(steps.slice(selectIndex + 1)));
  }

  #write(bytes: Buffer): void {
    // On a stream that has ended, pg tells the group of the end by itself.
    if (this.#stream?.writable !== false) this.#stream?.write(bytes);
  }
}

const firstPortion = 50;
const greatestPortion = 5000;
/** What a portion is to have, in characters: some writes to a socket. */
const portionLength = 131_072;

function nextPortion(rows: number, length: number): number {
  const each = Math.max(1, length / Math.max(1, rows));
  return Math.max(1, Math.min(greatestPortion, Math.floor(portionLength / each)));
}
