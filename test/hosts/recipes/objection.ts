import knexModule from 'knex';
import { Model } from 'objection';
import { hostOnKnex } from './knex.js';
import type { OpenHost } from './open-host.js';

/** Objection: its models' knex, and its transactions, are knex's own. */
export function objectionHost(connectionString: string): OpenHost {
  const knex = knexModule({ client: 'pg', connection: connectionString });
  class Item extends Model {
    static override tableName = 'item';
  }
  const BoundItem = Item.bindKnex(knex);
  return {
    ...hostOnKnex(BoundItem.knex(), (work) => BoundItem.transaction((trx) => work(trx))),
    close: () => knex.destroy(),
  };
}
