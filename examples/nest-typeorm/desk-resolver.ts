import { Inject, Injectable } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Account, Message } from './entities.js';
import { isForbidden, TicketService } from './ticket-service.js';
import type { Visitor } from './visitor.js';

/** What the app adds to the reflected schema. Rows are given by their key: Pillion reads what the client asks of them. */
@Resolver()
@Injectable()
export class DeskResolver {
  constructor(@Inject(TicketService) private readonly tickets: TicketService) {}

  @Query(() => Account, { description: 'Who is logged in.' })
  me(@Ctx() { accountId }: Visitor): Pick<Account, 'accountId'> {
    return { accountId };
  }

  @Mutation(() => Message)
  async reply(
    @Ctx() visitor: Visitor,
    @Arg('ticketId', () => Int) ticketId: number,
    @Arg('body', () => String) body: string,
    @Arg('internal', () => Boolean, { defaultValue: false }) internal: boolean,
  ): Promise<Pick<Message, 'messageId'>> {
    try {
      return await this.tickets.write(visitor, ticketId, { body, internal });
    } catch (error) {
      if (!isForbidden(error)) throw error;
      throw new GraphQLError('You may not write that.', { extensions: { code: 'FORBIDDEN' } });
    }
  }
}
