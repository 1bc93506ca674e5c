import type { EntityManager } from 'typeorm';

export type Role = 'admin' | 'agent' | 'customer';

/** Who is logged in, and the GraphQL context of what they ask. */
export interface Visitor {
  readonly accountId: number;
  readonly name: string;
  readonly role: Role;
}

/** The roles of PostgreSQL that stand for those of the app; what each may see is in schema.ts. */
export const databaseRoles: Readonly<Record<Role, string>> = {
  admin: 'desk_admin',
  agent: 'desk_agent',
  customer: 'desk_customer',
};

/** Until the end of the open transaction, PostgreSQL takes everything for the visitor's. */
export async function actAs(manager: EntityManager, { accountId, role }: Visitor): Promise<void> {
  await manager.query(`set local role ${databaseRoles[role]}`);
  await manager.query(`select set_config('desk.account_id', $1, true)`, [String(accountId)]);
}
