import fastify from 'fastify';
import { createGateway } from 'pillion';
import { fastifyMount } from 'pillion/fastify';
import { inTransaction, lendFrom } from './lend-connection.js';

/** What the caller of `POST /tickets` gets to read of the ticket that was just written. */
const receipt = /* GraphQL */ `
  query Receipt($ticketId: Int!) {
    ticket(ticketId: $ticketId) {
      ticketId
      guest
      seat
      screening {
        film
        startsAt
        tickets {
          totalCount
        }
      }
    }
  }
`;

/** An app as you may have it, with a REST route that writes through Prisma; the gateway and its mount are Pillion's. */
export async function createApp({ pool, prisma }) {
  const app = fastify({ forceCloseConnections: true });
  const gateway = await createGateway({ withConnection: lendFrom(pool) });

  /**
   * Writes a ticket in a transaction and answers with what GraphQL reads inside of it. `?dryRun=true` rolls back: the
   * caller sees what would be. `query` in the body replaces the receipt.
   */
  app.post('/tickets', async (request, reply) => {
    const { screeningId, seat, guest, query = receipt } = request.body;
    let answer;
    try {
      await inTransaction(prisma, async (tx) => {
        const { ticketId } = await tx.ticket.create({ data: { screeningId, seat, guest } });
        answer = await gateway.execute({ query, variables: { ticketId } });
        if (request.query.dryRun === 'true') throw rollback;
      });
    } catch (error) {
      if (error.code === 'P2002') return reply.code(409).send({ message: 'That seat is taken.' });
      if (error !== rollback) throw error;
    }
    return reply.code(201).send(answer);
  });

  app.get('/screenings', () => prisma.screening.findMany({ orderBy: { screeningId: 'asc' } }));

  await app.register(fastifyMount(gateway));
  app.addHook('onClose', () => gateway.close());
  return app;
}

/** Prisma rolls back when the function throws. */
const rollback = new Error('Rolled back, as was asked for.');
