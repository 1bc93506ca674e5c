import { frontendMessages, type Messages } from './frontend-messages.js';
import type { Submittable, WireConnection } from './postgres-client.js';

/**
 * Several commands before a single Sync: one round trip, and PostgreSQL skips what follows a failed one. `decide` is
 * called when the group's turn has come, with everything before it answered; an Error from it keeps the group back.
 */
export class MessageGroup implements Submittable {
  /** pg wraps it, where it limits a query on its own side. */
  callback: (error: unknown) => void;
  /** pg's own option: the milliseconds after which it gives up on the answer. */
  query_timeout: number | undefined;
  /** By step, the rows it gave; without Describe no names or types come along, and none are needed. */
  readonly rows: (readonly (string | null)[])[][] = [[]];
  /** When the group is done: what PostgreSQL, the connection or `decide` said, if it did not go well. */
  error: unknown;
  /** False if nothing of the group went over the wire. */
  sent = false;

  readonly #decide: () => Messages | Error;
  readonly #hold: (() => Promise<void> | undefined) | undefined;
  readonly #take: TakeRow;

  /**
   * `hold`: what to await before writing; the group keeps its place in pg's queue meanwhile. `take`: gets the rows as they
   * come, with the index of their step, and tells which it has taken; the others are kept.
   */
  constructor(
    decide: () => Messages | Error,
    done: () => void,
    hold?: () => Promise<void> | undefined,
    take: TakeRow = takeNone,
  ) {
    this.#decide = decide;
    this.#hold = hold;
    this.#take = take;
    this.callback = (error) => {
      this.error = error;
      done();
    };
  }

  /** How many of the steps have ended well. */
  get completed(): number {
    return this.rows.length - 1;
  }

  submit(connection: WireConnection): Error | null {
    const held = this.#hold?.();
    if (held !== undefined) {
      void held.then(() => {
        const decided = this.#decide();
        // The turn was taken already, so even a group with nothing to say needs its ReadyForQuery.
        this.#write(connection, decided instanceof Error ? nothing : decided);
      });
      return null;
    }
    const decided = this.#decide();
    if (decided instanceof Error) return decided;
    this.#write(connection, decided);
    return null;
  }

  #write({ stream }: WireConnection, messages: Messages): void {
    this.sent = true;
    // On a stream that has ended, pg tells the group of the end by itself.
    if (stream.writable !== false) stream.write(frontendMessages(messages));
  }

  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void {
    if (!this.#take(this.completed, message.fields)) this.rows.at(-1)?.push(message.fields);
  }

  handleCommandComplete(): void {
    this.rows.push([]);
  }

  handleReadyForQuery(): void {
    this.callback(undefined);
  }

  handleError(error: unknown): void {
    this.callback(error);
  }

  handleRowDescription(): void {
    return undefined;
  }

  handleEmptyQuery(): void {
    this.rows.push([]);
  }

  handlePortalSuspended(): void {
    return undefined;
  }

  handleCopyInResponse(): void {
    return undefined;
  }

  handleCopyData(): void {
    return undefined;
  }
}

type TakeRow = (step: number, fields: readonly (string | null)[]) => boolean;
const takeNone: TakeRow = () => false;

const nothing: Messages = { close: [], steps: [] };
