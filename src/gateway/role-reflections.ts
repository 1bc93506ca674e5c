import { LRUCache } from 'lru-cache';
import type { RolePrivileges } from '../catalog/read-privileges.js';
import type { Reflection, RoleSchemas } from './reflection.js';

/** How a role's schema is made from the one reflection. */
export interface RoleSources<Context> {
  readonly read: (role: string) => Promise<RolePrivileges>;
  readonly publish: (role: string, privileges: RolePrivileges) => Reflection<Context>;
}

/**
 * The schemas of roles, each made when the role first asks. The latest 64 are kept; one that went is made again. Nothing
 * of one is shared with another but the catalog.
 */
export class RoleReflections<Context> implements RoleSchemas<Context> {
  readonly #sources: RoleSources<Context>;
  readonly #known = new LRUCache<string, KnownRole<Context>>({ max: 64 });

  constructor(sources: RoleSources<Context>) {
    this.#sources = sources;
  }

  get(role: string): Promise<Reflection<Context>> {
    const known = this.#known.get(role);
    if (known !== undefined && !known.stale) return known.made.then(({ reflection }) => reflection);
    const made = this.#make(role, known);
    const entry: KnownRole<Context> = { made, readAt: performance.now(), stale: false };
    this.#known.set(role, entry);
    made.catch(() => {
      if (this.#known.peek(role) === entry) this.#known.delete(role);
    });
    return made.then(({ reflection }) => reflection);
  }

  /** What roles may read is asked again, of each when it next comes. */
  refresh(): void {
    for (const entry of this.#known.values()) entry.stale = true;
  }

  /** PostgreSQL refused the role something that its schema shows; it is asked again, every five seconds at most. */
  suspect(role: string): void {
    const known = this.#known.peek(role);
    if (known !== undefined && performance.now() - known.readAt > 5000) known.stale = true;
  }

  async #make(role: string, before: KnownRole<Context> | undefined): Promise<MadeRole<Context>> {
    const privileges = await this.#sources.read(role);
    const text = JSON.stringify(privileges);
    const last = await before?.made.catch(() => undefined);
    // The same schema, so that what is known of it stays.
    if (last?.privileges === text) return last;
    return { privileges: text, reflection: this.#sources.publish(role, privileges) };
  }
}

interface KnownRole<Context> {
  readonly made: Promise<MadeRole<Context>>;
  readonly readAt: number;
  stale: boolean;
}

interface MadeRole<Context> {
  readonly privileges: string;
  readonly reflection: Reflection<Context>;
}
