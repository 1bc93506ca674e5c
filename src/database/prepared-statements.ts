import { createHash, randomBytes } from 'node:crypto';
import { NamedStatements } from './named-statements.js';
import type { PostgresClient } from './postgres-client.js';

/**
 * The statements that one gateway keeps prepared on the connections it is lent, so that PostgreSQL parses and plans
 * each only once a connection. Where names get lost again and again (a pooler that changes the session below a
 * connection, a host that runs `DISCARD ALL` at every release) they cost more than they save, and what a pooler's other
 * sessions still hold is out of reach: then the gateway uses none any longer, on any connection.
 */
export class PreparedStatements {
  readonly #cap: number;
  /** Random, so that no name is the host's, nor that of another gateway on the same connection. */
  readonly #prefix = `pillion_${randomBytes(5).toString('hex')}_`;
  readonly #byWire = new WeakMap<object, NamedStatements>();
  #unfit = false;

  /** `cap`: the most statements on one connection; the one least recently used makes room. */
  constructor(cap: number) {
    this.#cap = cap;
  }

  /** Those of one connection; undefined where names do not pay. By its wire: a host may wrap the client itself. */
  of(client: PostgresClient): NamedStatements | undefined {
    if (this.#unfit) return undefined;
    const known = this.#byWire.get(client.connection);
    if (known !== undefined) return known;
    const made = new NamedStatements(
      this.#cap,
      (text) => this.#nameOf(text),
      () => (this.#unfit = true),
    );
    this.#byWire.set(client.connection, made);
    return made;
  }

  /**
   * By the text alone: below a pooler several clients share a session, and then the same name must be the same
   * statement. 128 bits of SHA-256; a name may have 63 bytes.
   */
  #nameOf(text: string): string {
    return this.#prefix + createHash('sha256').update(text).digest('base64url').slice(0, 22);
  }
}
