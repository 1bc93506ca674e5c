import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { inject } from 'vitest';

export interface DatabaseOptions {
  /** Paths of SQL files, run first, in order. No psql commands, no `COPY … FROM stdin`. */
  readonly files?: readonly string[];
  /** SQL texts, run after the files. */
  readonly sql?: readonly string[];
  /** Build it once for the whole run and give out copies (some 50 ms each): for schemas that many test files use. */
  readonly template?: boolean;
}

export interface TestDatabase {
  readonly url: string;
  /** Through the pooler, where this run of the tests has one: then it is of no use for the state of a session. */
  readonly pool: pg.Pool;
  /** Ends the pool and removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A fresh database of its own name on the run's server.
 *
 * @example
 * const database = await createDatabase({ sql: ['create table t (id int primary key)'] });
 * afterAll(() => database.drop());
 */
export async function createDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  const texts = await Promise.all((options.files ?? []).map((file) => readFile(file, 'utf8')));
  texts.push(...(options.sql ?? []));
  const name = `pillion_test_${randomBytes(8).toString('hex')}`;
  if (options.template === true) {
    const template = await ensureTemplate(texts);
    await asAdministrator((admin) => admin.query(`create database ${name} template ${template}`));
  } else {
    await asAdministrator((admin) => admin.query(`create database ${name}`));
    await load(name, texts);
  }
  const pool = new pg.Pool({ connectionString: urlOf(name, inject('poolerUrl')) });
  // `drop database … with (force)` ends idle connections, which pg reports here.
  pool.on('error', () => undefined);
  return {
    url: urlOf(name),
    pool,
    drop: async () => {
      if (!pool.ended) await pool.end();
      await asAdministrator((admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The name of a database with these texts loaded; the first caller of the run builds it while others wait. */
async function ensureTemplate(texts: readonly string[]): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
  const name = `pillion_template_${digest}`;
  return asAdministrator(async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
    const found = await admin.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      const draft = `${name}_draft`;
      await admin.query(`drop database if exists ${draft} with (force)`);
      await admin.query(`create database ${draft}`);
      await load(draft, texts);
      await admin.query(`alter database ${draft} rename to ${name}`);
    }
    return name;
  });
}

async function load(database: string, texts: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

async function asAdministrator<T>(run: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('databaseUrl') });
  await admin.connect();
  try {
    return await run(admin);
  } finally {
    await admin.end();
  }
}

function urlOf(database: string, server = inject('databaseUrl')): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
