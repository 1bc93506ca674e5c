import knexFactory, { type Knex } from 'knex';

/** knex as the app uses it; on an empty database it makes the tables and three kinds of bread. */
export async function connect(url: string): Promise<Knex> {
  const knex = knexFactory({ client: 'pg', connection: url });
  if (await knex.schema.hasTable('bread')) return knex;
  await knex.transaction(async (transaction) => {
    await transaction.schema.createTable('bread', (table) => {
      table.specificType('bread_id', 'int generated always as identity primary key');
      table.text('name').notNullable().unique();
      table.decimal('price', 6, 2).notNullable();
      table.integer('stock').notNullable().comment('Loaves on the shelf.');
      table.check('stock >= 0', {}, 'bread_in_stock');
    });
    await transaction.schema.createTable('purchase', (table) => {
      table.specificType('purchase_id', 'int generated always as identity primary key');
      table.text('customer').notNullable();
      table.timestamp('bought_at').notNullable().defaultTo(transaction.fn.now());
    });
    await transaction.schema.createTable('purchase_line', (table) => {
      table.integer('purchase_id').references('purchase.purchase_id');
      table.integer('bread_id').references('bread.bread_id').index();
      table.integer('loaves').notNullable();
      table.primary(['purchase_id', 'bread_id']);
    });
    await transaction('bread').insert([
      { name: 'Rye', price: 4.2, stock: 6 },
      { name: 'Spelt', price: 5.1, stock: 4 },
      { name: 'Sourdough', price: 5.8, stock: 3 },
    ]);
  });
  return knex;
}
