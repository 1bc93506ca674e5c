import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

const root = new URL('../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');
const compose = parse(read('docker-compose.yml')) as {
  readonly services: Readonly<Record<'postgres' | 'pgbouncer' | 'gateway', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const { postgres, pgbouncer, gateway } = compose.services;
const dockerfile = read('Dockerfile');

describe('docker-compose.yml', () => {
  it('loads the demo into PostgreSQL 18, the schema before the data', () => {
    expect(postgres.image).toBe('postgres:18');
    const loaded = (postgres.volumes ?? []).filter((volume) => volume.includes('/docker-entrypoint-initdb.d/'));
    const files = loaded.map((volume) => volume.split(':'));
    expect(files.map(([from]) => from)).toEqual(['./schema/demo/schema.sql', './schema/demo/data.sql']);
    const targets = files.map(([, to]) => to ?? '');
    expect(targets).toEqual([...targets].sort());
    for (const [from, , mode] of files) expect([existsSync(new URL(from ?? '', root)), mode]).toEqual([true, 'ro']);
  });

  it('mounts named volumes that it declares', () => {
    const named = Object.values(compose.services)
      .flatMap(({ volumes }) => volumes ?? [])
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((source) => !source.startsWith('.'));
    expect(named.every((name) => name in compose.volumes)).toBe(true);
  });

  it('joins the services by the names, ports, user and database that they have', () => {
    const toPostgres = new URL(pgbouncer.environment.DATABASE_URL ?? '');
    const toPgBouncer = new URL(gateway.environment.DATABASE_URL ?? '');
    expect([toPostgres.hostname, toPostgres.port]).toEqual(['postgres', '5432']);
    expect([toPgBouncer.hostname, toPgBouncer.port]).toEqual(['pgbouncer', pgbouncer.environment.LISTEN_PORT]);
    expect(pgbouncer.environment.POOL_MODE).toBe('transaction');
    for (const url of [toPostgres, toPgBouncer]) {
      expect([url.username, url.password, url.pathname]).toEqual([
        postgres.environment.POSTGRES_USER,
        postgres.environment.POSTGRES_PASSWORD,
        `/${postgres.environment.POSTGRES_DB ?? ''}`,
      ]);
    }
  });

  it('starts each service when the one before it is healthy', () => {
    expect(pgbouncer.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(gateway.depends_on).toEqual({ pgbouncer: { condition: 'service_healthy' } });
    for (const { healthcheck } of [postgres, pgbouncer]) expect(healthcheck?.test[0]).toBe('CMD');
    expect(dockerfile).toContain('HEALTHCHECK');
  });

  it('publishes the port that the image listens on, to this machine alone', () => {
    const port = /PORT=(\d+)/.exec(dockerfile)?.[1] ?? '';
    expect(gateway.ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(dockerfile).toContain(`EXPOSE ${port}`);
    expect(dockerfile).toContain('HOST=0.0.0.0');
  });
});

describe('Dockerfile', () => {
  it('copies only what exists', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, sources]) => sources?.split(' ') ?? [],
    );
    expect(copied.length).toBeGreaterThan(5);
    for (const source of copied) expect([source, existsSync(new URL(source, root))]).toEqual([source, true]);
  });

  it('runs as a user without rights, on a Node.js that the package supports', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^FROM node:22-slim$/m);
    const { bin } = JSON.parse(read('package.json')) as { bin: { pillion: string } };
    expect(last).toContain(`"${bin.pillion.replace('./', '')}"`);
  });
});
