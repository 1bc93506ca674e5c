import { writeFile } from 'node:fs/promises';
import { reflectCatalog } from '../gateway/reflect-catalog.js';
import { type CliSource, requireDatabase } from './cli-source.js';
import { createProgress } from './progress.js';

/** Saves what a gateway reads when it starts, as JSON: a gateway with this catalog starts without asking the database. */
export async function reflect(source: CliSource, { out }: { readonly out?: string }): Promise<void> {
  const database = requireDatabase(source);
  const progress = createProgress(process.stderr);
  const { withConnection, close } = await database.open();
  try {
    progress.at(`Reading the catalog of ${database.description} …`);
    const catalog = await reflectCatalog({ ...source.options, withConnection });
    progress.end();
    const text = `${JSON.stringify(catalog)}\n`;
    if (out === undefined) process.stdout.write(text);
    else await writeFile(out, text);
  } finally {
    progress.end();
    await close();
  }
}
