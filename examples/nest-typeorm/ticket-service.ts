import { Inject, Injectable } from '@nestjs/common';
import { Transactional, TransactionHost } from '@nestjs-cls/transactional';
import type { Gateway } from 'pillion';
import { PILLION_GATEWAY } from 'pillion/nest';
import { Message } from './entities.js';
import type { Transactions } from './lend-connection.js';
import { actAs, type Visitor } from './visitor.js';

/** What the caller of `POST /tickets/:ticketId/messages` gets to read. */
const thread = /* GraphQL */ `
  query Thread($ticketId: Int!) {
    ticket(ticketId: $ticketId) {
      subject
      customer {
        name
      }
      messages {
        totalCount
        nodes {
          body
          internal
          author {
            name
          }
        }
      }
    }
  }
`;

export interface Reply {
  readonly body: string;
  readonly internal?: boolean;
  /** Replaces the thread in the answer. */
  readonly query?: string;
}

/** Thrown with the answer, so that the transaction is rolled back. */
export class DryRun extends Error {
  constructor(readonly answer: unknown) {
    super('Rolled back, as was asked for.');
  }
}

@Injectable()
export class TicketService {
  constructor(
    @Inject(TransactionHost) private readonly transactions: Transactions,
    @Inject(PILLION_GATEWAY) private readonly gateway: Gateway,
  ) {}

  /** Writes a message as the visitor. */
  @Transactional()
  async write(visitor: Visitor, ticketId: number, reply: Reply): Promise<Pick<Message, 'messageId'>> {
    const { body, internal = false } = reply;
    await actAs(this.transactions.tx, visitor);
    const author = { accountId: visitor.accountId };
    const { identifiers } = await this.transactions.tx.insert(Message, {
      ticket: { ticketId },
      author,
      body,
      internal,
    });
    return identifiers[0] as Pick<Message, 'messageId'>;
  }

  /** Does the same, and gives what GraphQL reads of the ticket in the same transaction. */
  @Transactional()
  async reply(visitor: Visitor, ticketId: number, reply: Reply, dryRun: boolean): Promise<unknown> {
    await this.write(visitor, ticketId, reply);
    const { query = thread } = reply;
    const answer = await this.gateway.execute({ query, variables: { ticketId }, context: visitor });
    if (dryRun) throw new DryRun(answer);
    return answer;
  }
}

/** The policies have the last word on who may write where. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && error.message.includes('row-level security');
}
