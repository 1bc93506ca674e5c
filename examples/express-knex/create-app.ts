import express, { type Express, type Request } from 'express';
import type { Knex } from 'knex';
import { createGateway } from 'pillion';
import { expressMount } from 'pillion/express';
import { lendFrom, type RequestContext } from './lend-connection.js';

/** What the caller of `POST /purchases` gets to read of the purchase that was just written. */
const receipt = /* GraphQL */ `
  query Receipt($purchaseId: Int!) {
    purchase(purchaseId: $purchaseId) {
      purchaseId
      customer
      purchaseLines {
        nodes {
          loaves
          bread {
            name
            price
            stock
          }
        }
      }
    }
  }
`;

/** An app as you may have it, with a REST route that writes through knex; the gateway and its mount are Pillion's. */
export async function createApp(knex: Knex): Promise<Express> {
  const app = express();
  const gateway = await createGateway<RequestContext | undefined>({ withConnection: lendFrom(knex) });

  /**
   * Sells bread in a transaction and answers with what GraphQL reads inside of it. `?quote=true` rolls back: the caller
   * sees what would be. `query` in the body replaces the receipt.
   */
  app.post('/purchases', express.json(), async (req: Request<object, unknown, PurchaseRequest>, res) => {
    const { customer, lines, query = receipt } = req.body;
    const transaction = await knex.transaction();
    try {
      const purchaseId = await sell(transaction, customer, lines);
      const answer = await gateway.execute({ query, variables: { purchaseId }, context: { transaction } });
      if (req.query.quote === 'true') await transaction.rollback();
      else await transaction.commit();
      res.status(201).json(answer);
    } catch (error) {
      await transaction.rollback();
      if (!isSoldOut(error)) throw error;
      res.status(409).json({ message: 'There is not that much bread left.' });
    }
  });

  app.get('/bread', async (_req, res) => {
    res.json(await knex('bread').select('name', 'stock').orderBy('bread_id'));
  });

  app.use('/graphql', expressMount(gateway, { context: () => ({}) }));
  return app;
}

interface PurchaseRequest {
  readonly customer: string;
  readonly lines: readonly { readonly bread: string; readonly loaves: number }[];
  readonly query?: string;
}

/** The id of the purchase. */
async function sell(
  transaction: Knex.Transaction,
  customer: string,
  lines: PurchaseRequest['lines'],
): Promise<number | undefined> {
  const [purchase] = await transaction<{ purchase_id: number; customer: string }>('purchase')
    .insert({ customer })
    .returning('purchase_id');
  for (const { bread: name, loaves } of lines) {
    const [bread] = await transaction<{ bread_id: number; name: string; stock: number }>('bread')
      .where({ name })
      .decrement('stock', loaves)
      .returning('bread_id');
    await transaction('purchase_line').insert({ ...purchase, ...bread, loaves });
  }
  return purchase?.purchase_id;
}

/** PostgreSQL names the CHECK that refused. */
function isSoldOut(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'bread_in_stock';
}
