import { readFile, writeFile } from 'node:fs/promises';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { PillionError } from '../errors/pillion-error.js';
import type { CliSource } from './cli-source.js';
import { schemaDifferences } from './schema-differences.js';
import { withSchema } from './with-schema.js';

export interface SdlOptions {
  /** A file to write to, in place of the standard output. */
  readonly out?: string;
  /** A file to compare with; nothing is printed but differences. */
  readonly check?: string;
}

/** Prints the schema in the schema definition language, or compares it with a file. Gives the exit code. */
export async function sdl(source: CliSource, { out, check }: SdlOptions): Promise<number> {
  const text = await withSchema(source, (engine) => `${engine.sdl()}\n`);
  if (check !== undefined) return compare(check, text);
  if (out === undefined) process.stdout.write(text);
  else await writeFile(out, text);
  return 0;
}

async function compare(file: string, now: string): Promise<number> {
  const before = await readSdl(file);
  if (before.text === now) {
    console.log(`${file} is the schema of the database.`);
    return 0;
  }
  console.log(`${file} is not the schema of the database:\n`);
  console.log(schemaDifferences(before, { text: now, schema: buildSchema(now) }));
  console.log(`\nTo accept the schema as it is now: pillion sdl --out ${file}`);
  return 1;
}

async function readSdl(file: string): Promise<{ readonly text: string; readonly schema: GraphQLSchema }> {
  try {
    const text = await readFile(file, 'utf8');
    return { text, schema: buildSchema(text) };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PillionError('CONFIGURATION', `--check ${file}: ${reason}`, { cause: thrown });
  }
}
