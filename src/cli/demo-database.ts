import { readFile } from 'node:fs/promises';
import type { CliDatabase } from './cli-database.js';
import { optionalPackage } from './optional-package.js';
import { packageFile } from './package-file.js';
import { turns } from './turns.js';

/** The demo in a PostgreSQL that lives in this process's memory (PGlite): one connection, so operations take turns. */
export function demoDatabase(): CliDatabase {
  return {
    description: 'the demo database, in memory',
    async open() {
      const { PGlite } = await optionalPackage('@electric-sql/pglite', () => import('@electric-sql/pglite'));
      const database = await PGlite.create();
      for (const file of ['schema.sql', 'data.sql']) {
        await database.exec(await readFile(packageFile(`schema/demo/${file}`), 'utf8'));
      }
      const turn = turns();
      const connection = {
        query: (statement: { readonly text: string; values?: unknown[] }) =>
          database.query(statement.text, statement.values),
      };
      return {
        withConnection: (_context, run) => turn(() => run(connection)),
        close: () => database.close(),
      };
    },
  };
}
