import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import type { Visitor } from './visitor.js';

/** Who is logged in, by the secret in their cookie. They last as long as this process. */
@Injectable()
export class Sessions {
  readonly #visitors = new Map<string, Visitor>();

  /** Gives the Set-Cookie header. */
  open(visitor: Visitor): string {
    const id = randomBytes(32).toString('base64url');
    this.#visitors.set(id, visitor);
    return `desk=${id}; Path=/; HttpOnly; SameSite=Lax`;
  }

  visitorOf(request: IncomingMessage): Visitor | undefined {
    return this.#visitors.get(sessionId(request));
  }

  /** For what nobody gets to without a login. */
  loggedIn(request: IncomingMessage): Visitor {
    const visitor = this.visitorOf(request);
    if (visitor === undefined) throw new UnauthorizedException();
    return visitor;
  }

  close(request: IncomingMessage): void {
    this.#visitors.delete(sessionId(request));
  }
}

function sessionId({ headers: { cookie = '' } }: IncomingMessage): string {
  return /(?:^|; )desk=([\w-]+)/.exec(cookie)?.[1] ?? '';
}
