import type { Exposure } from '../../src/model/exposure.js';
import { path, roleName, setUpRoles, type World } from './world.js';

/** The statements that make the world, but for what belongs to the whole server. */
export function worldSql({ tables, functions, grants }: World): string {
  return [
    ...setUpRoles,
    'create schema depot',
    ...tables.flatMap(({ ddl }) => ddl),
    ...functions.map(({ ddl }) => ddl),
    'revoke execute on all functions in schema public from public',
    'revoke all on schema public from public',
    ...grants.flatMap(({ depot, whole, columns, functions: callable }, role) => [
      `grant usage on schema public${depot ? ', depot' : ''} to ${roleName(role)}`,
      ...[...whole].map((table) => `grant select on ${path(table)} to ${roleName(role)}`),
      ...tables.flatMap((table) => {
        const some = table.columns.filter((column) => columns.has(column)).map(({ name }) => name);
        return some.length === 0 ? [] : [`grant select (${some.join(', ')}) on ${path(table)} to ${roleName(role)}`];
      }),
      ...[...callable].map(({ name }) => `grant execute on function public.${name} to ${roleName(role)}`),
    ]),
    'analyze',
  ].join(';\n');
}

/** The option `expose` that hides what the world hides. */
export function exposureOf({ tables, functions, hidden, deniesByDefault }: World): Exposure {
  const named = functions.filter((one) => hidden.named.has(one)).map(({ name }) => `public.${name}()`);
  const columns = (isHidden: boolean): readonly string[] =>
    tables.flatMap((table) => {
      const some = table.columns.filter((column) => hidden.columns.has(column) === isHidden);
      if (some.length === table.columns.length) return [path(table)];
      // A star that names the same: no other column begins so.
      return some.map(({ name }, index) => `${path(table)}.${index % 2 === 0 ? name : `${name.slice(0, 5)}*`}`);
    });
  if (!deniesByDefault) {
    return { allow: named, deny: [...columns(true), ...[...hidden.functions].map(({ name }) => `*.${name}()`)] };
  }
  const open = functions.filter((one) => !hidden.functions.has(one)).map(({ name }) => `*.${name}()`);
  return { default: 'deny', allow: [...columns(false), ...open, ...named] };
}
