import express, { type Express, type Request } from 'express';
import { createGateway } from 'pillion';
import { expressMount } from 'pillion/express';
import type { DataSource } from 'typeorm';
import { Booking, Workshop } from './entities.js';
import { lendFrom, openTransaction } from './lend-connection.js';

/** What the caller of `POST /bookings` gets to read of the booking that was just written. */
const receipt = /* GraphQL */ `
  query Receipt($bookingId: Int!) {
    booking(bookingId: $bookingId) {
      bookingId
      guest
      seats
      workshop {
        title
        startsAt
        bookings {
          totalCount
        }
      }
    }
  }
`;

/** An app as you may have it, with a REST route that writes through TypeORM; the last three lines are Pillion's. */
export async function createApp(dataSource: DataSource): Promise<Express> {
  const app = express();

  /**
   * Writes a booking in a transaction and answers with what GraphQL reads inside of it. `?dryRun=true` rolls back: the
   * caller sees what would be. `query` in the body replaces the receipt.
   */
  app.post('/bookings', express.json(), async (req: Request<object, unknown, BookingRequest>, res) => {
    const { workshopId, guest, seats, query = receipt } = req.body;
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      const booking = await runner.manager.save(Booking, { guest, seats, workshop: { workshopId } });
      const variables = { bookingId: booking.bookingId };
      const answer = await openTransaction.run(runner.manager, () => gateway.execute({ query, variables }));
      if (req.query.dryRun === 'true') await runner.rollbackTransaction();
      else await runner.commitTransaction();
      res.status(201).json(answer);
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  });

  app.get('/workshops', async (_req, res) => {
    res.json(await dataSource.getRepository(Workshop).find({ order: { workshopId: 'ASC' } }));
  });

  const gateway = await createGateway({ withConnection: lendFrom(dataSource) });
  app.use('/graphql', expressMount(gateway));
  return app;
}

interface BookingRequest {
  readonly workshopId: number;
  readonly guest: string;
  readonly seats: number;
  readonly query?: string;
}
