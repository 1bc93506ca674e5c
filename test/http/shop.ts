import { fromPool } from '../../src/database/from-pool.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import type { Observation } from '../../src/observation/observation.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** A database of one table and a gateway over it, with everything that the gateway tells. */
export interface Shop {
  readonly database: TestDatabase;
  readonly gateway: Gateway;
  readonly observations: readonly Observation[];
  close(): Promise<void>;
}

export const SHOP_SQL = `
  create table item (id int primary key, name text, big bigint);
  insert into item values (1, 'a "quoted" name', 9007199254740993), (2, '😀', null);
`;

/** Two operations whose answers are written by hand from `SHOP_SQL`. */
export const ITEMS = '{ items { nodes { id name big } } }';
export const ITEMS_ANSWER =
  '{"data":{"items":{"nodes":[{"id":1,"name":"a \\"quoted\\" name","big":"9007199254740993"},{"id":2,"name":"😀","big":null}]}}}\n';

/** `seen` is called with every context that a loan is asked with. */
export async function openShop(
  options: Partial<GatewayOptions> = {},
  seen: (context: unknown) => void = () => undefined,
): Promise<Shop> {
  const database = await createDatabase({ sql: [SHOP_SQL], template: true });
  const lend = fromPool(database.pool);
  const observations: Observation[] = [];
  const gateway = await createGateway({
    withConnection: (context, run) => {
      seen(context);
      return lend(context, run);
    },
    observers: [(observation) => void observations.push(observation)],
    ...options,
  });
  return {
    database,
    gateway,
    observations,
    close: async () => {
      await gateway.close();
      await database.drop();
    },
  };
}
