import { literal } from './transaction-host.js';
import type { ConformanceHost } from './conformance-host.js';

/** An SQL expression for the role and every setting of a session, as a JSON object. */
export function sessionSnapshot<Context>(host: ConformanceHost<Context>): string {
  const own = ['role', ...(host.settings ?? [])].map((name) => {
    const setting = literal(name);
    // Set and taken back, a setting of the application's is '' instead of null.
    return `select ${setting}, coalesce(pg_catalog.current_setting(${setting}, true), '')`;
  });
  const named = `select name, setting from pg_catalog.pg_settings union all ${own.join(' union all ')}`;
  return `select pg_catalog.json_object_agg(s.name, s.setting) from (${named}) s(name, setting)`;
}

/** What differs between two snapshots, in words; undefined if nothing does. */
export function snapshotDifference(before: string | null, after: string | null): string | undefined {
  const [one, other] = [settingsOf(before), settingsOf(after)];
  const changed = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => one[name] !== other[name],
  );
  if (changed.length === 0) return undefined;
  return changed.map((name) => `${name} was ${shown(one[name])} and is ${shown(other[name])}`).join('; ');
}

function settingsOf(snapshot: string | null): Readonly<Record<string, string | null>> {
  return JSON.parse(snapshot ?? '{}') as Readonly<Record<string, string | null>>;
}

function shown(value: string | null | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
