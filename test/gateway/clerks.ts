import { fromPool } from '../../src/database/from-pool.js';
import type { WithConnection } from '../../src/database/connection.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** Roles belong to the whole server: those of tests have names that nothing else has. */
export const roles = ['pillion_test_anon', 'pillion_test_clerk', 'pillion_test_boss', 'pillion_test_none'] as const;
export type Role = (typeof roles)[number];

export interface RoleContext {
  readonly role: Role | null;
}

const [anon, clerk, boss, none] = roles;

/** The boss is a clerk, too, and inherits what a clerk may. */
const CLERKS_SQL = `
  ${roles
    .map(
      (role) =>
        `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$;`,
    )
    .join('\n')}
  grant ${clerk} to ${boss};
  create table department (department_id int primary key, name text not null unique);
  create table employee (
    employee_id int primary key, name text not null, salary int not null,
    department_id int not null references department, manager_id int references employee
  );
  create table wage_run (wage_run_id int primary key, employee_id int not null references employee, amount int not null);
  create function raised(employee) returns int stable language sql as $$ select $1.salary + 1 $$;
  create function staff_of(number int) returns setof employee stable language sql
    as $$ select * from employee where department_id = number order by employee_id $$;
  create function payroll() returns bigint stable language sql as $$ select sum(amount) from wage_run $$;
  revoke execute on function payroll() from public;
  insert into department select n, 'department ' || n from generate_series(1, 3) n;
  insert into employee select n, 'employee ' || n, 1000 * n, 1 + n % 3, nullif(n / 2, 0) from generate_series(1, 12) n;
  insert into wage_run select n, 1 + n % 12, 100 * n from generate_series(1, 30) n;
  grant usage on schema public to ${roles.slice(0, 3).join(', ')};
  revoke all on schema public from ${none};
  grant select on department to ${anon}, ${clerk};
  grant select (employee_id, name, department_id) on employee to ${clerk};
  grant select on employee, wage_run to ${boss};
  grant execute on function payroll() to ${boss};
  alter table department enable row level security;
  create policy all_of_them on department for select to ${clerk} using (true);
  create policy the_first on department for select to ${anon} using (department_id = 1);
`;

export async function createClerks(): Promise<TestDatabase> {
  return createDatabase({ sql: [CLERKS_SQL], template: true });
}

/** Each loan as the role of its request. */
export async function clerksGateway(
  database: TestDatabase,
  options: Partial<GatewayOptions<RoleContext>> = {},
): Promise<Gateway<RoleContext>> {
  return createGateway<RoleContext>({
    withConnection: asRole(database),
    role: ({ role }) => role,
    ...options,
  });
}

export function asRole(database: TestDatabase): WithConnection<RoleContext> {
  const lend = fromPool(database.pool);
  return async (context, run) => {
    // The gateway itself asks without a context.
    if ((context as RoleContext | undefined)?.role == null) return lend(context, run);
    const client = await database.pool.connect();
    try {
      await client.query(`begin; set local role ${context.role}`);
      return await run(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
}
