import type { WithConnection } from '../../src/database/connection.js';
import { fromPool } from '../../src/database/from-pool.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** Who asks: a tenant sees its own rows; an auditor sees all invoices, and only the customers of the tenant. */
export interface Asker {
  readonly tenant: number;
  readonly auditor: boolean;
}

/** The role that policies bind; it belongs to the whole server, so other databases may have made it. */
export const tenantRole = 'pillion_test_tenant';

/** Tenants in one database, and policies that say in SQL what `tenantFilters` say in the language of `where`. */
const TENANTS_SQL = `
  create table account (account_id int primary key, name text not null, parent_id int references account);
  create table customer (
    customer_id int primary key, account_id int not null references account, email text not null unique, tenant_id int not null
  );
  create table invoice (
    invoice_id int primary key, customer_id int not null references customer, total numeric not null, note text not null
  );
  create table product (product_id int primary key, name text not null, is_secret boolean not null);
  create table invoice_product (
    invoice_id int references invoice, product_id int references product, primary key (invoice_id, product_id)
  );
  create table animal (animal_id int primary key, kind text not null, name text not null, owner_id int not null references customer);
  create table dog (animal_id int primary key references animal, bark text not null);
  comment on table animal is E'@interface kind\\n@type dog joins public.dog\\n@type fish as Fish';
  comment on table invoice is '@search words (simple, note)';
  create function find_invoices(minimum numeric) returns setof invoice stable language sql
    as $$ select * from invoice where total >= minimum order by total desc, invoice_id $$;
  create function invoices_of(customer) returns setof invoice stable language sql
    as $$ select * from invoice where customer_id = $1.customer_id order by invoice_id $$;
  create function invoice_numbered(number int) returns invoice stable language sql
    as $$ select * from invoice where invoice_id = number $$;
  create function domain(customer) returns text immutable language sql as $$ select split_part($1.email, '@', 2) $$;

  insert into account select n, 'account ' || n, nullif(n / 3, 0) from generate_series(1, 30) n;
  insert into customer select n, 1 + n * 7 % 30, 'c' || n || '@t' || n % 3 || '.org', n % 3 from generate_series(1, 60) n;
  insert into invoice select n, 1 + n * 11 % 60, n * 37 % 100 + 0.5, 'note ' || n % 5 || ' of ' || n from generate_series(1, 200) n;
  insert into product select n, 'product ' || n, n % 4 = 0 from generate_series(1, 12) n;
  insert into invoice_product select distinct i, 1 + i * k * 5 % 12 from generate_series(1, 200) i, generate_series(1, 3) k;
  insert into animal select n, (array['dog', 'fish', 'cat'])[1 + n % 3], 'animal ' || n, 1 + n * 13 % 60 from generate_series(1, 45) n;
  insert into dog select animal_id, 'wuff ' || animal_id from animal where kind = 'dog';
  create index on invoice (customer_id);
  analyze;

  do $$ begin create role ${tenantRole} nologin; exception when duplicate_object or unique_violation then null; end $$;
  grant select on all tables in schema public to ${tenantRole};
  create function tenant() returns int stable language sql as $$ select current_setting('app.tenant')::int $$;
  create function auditor() returns boolean stable language sql as $$ select current_setting('app.auditor')::boolean $$;
  comment on function tenant is '@omit';
  comment on function auditor is '@omit';
  alter table account enable row level security;
  alter table customer enable row level security;
  alter table invoice enable row level security;
  alter table product enable row level security;
  alter table animal enable row level security;
  alter table dog enable row level security;
  create policy p on account for select
    using (exists (select from customer c where c.account_id = account.account_id and c.tenant_id = tenant()));
  create policy p on customer for select using (tenant_id = tenant());
  create policy p on invoice for select
    using (auditor() or exists (select from customer c where c.customer_id = invoice.customer_id and c.tenant_id = tenant()));
  create policy p on product for select using (not is_secret);
  create policy p on animal for select
    using (exists (select from customer c where c.customer_id = animal.owner_id and c.tenant_id = tenant()));
  create policy p on dog for select using (exists (select from animal a where a.animal_id = dog.animal_id));
`;

export const tenantFilters: NonNullable<GatewayOptions<Asker>['rowFilters']> = {
  Account: ({ tenant }) => ({ customers: { some: { tenantId: { eq: tenant } } } }),
  Customer: ({ tenant }) => ({ tenantId: { eq: tenant } }),
  Invoice: ({ tenant, auditor }) => auditor || { customer: { tenantId: { eq: tenant } } },
  Product: () => ({ isSecret: { eq: false } }),
  Animal: ({ tenant }) => ({ owner: { tenantId: { in: [tenant] } } }),
};

export async function createTenants(): Promise<TestDatabase> {
  return createDatabase({ sql: [TENANTS_SQL], template: true });
}

/** As the owner, whom no policy binds, with filters. */
export async function filteringGateway(database: TestDatabase, options: Partial<GatewayOptions<Asker>> = {}) {
  return createGateway<Asker>({
    withConnection: fromPool(database.pool),
    rowFilters: tenantFilters,
    expose: { deny: ['public.customer.tenant_id'], allow: ['public.domain()', 'public.invoices_of()'] },
    ...options,
  });
}

/** As the role of the policies, without filters. */
export async function policedGateway(database: TestDatabase): Promise<Gateway<Asker>> {
  const withConnection: WithConnection<Asker | undefined> = async (asker, run) => {
    const client = await database.pool.connect();
    try {
      await client.query(`begin; set local role ${tenantRole};
        set local app.tenant = '${asker?.tenant ?? 0}'; set local app.auditor = '${asker?.auditor ?? false}'`);
      return await run(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  return createGateway<Asker>({
    withConnection,
    expose: { deny: ['public.customer.tenant_id'], allow: ['public.domain()', 'public.invoices_of()'] },
  });
}
