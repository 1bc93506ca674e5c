import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printSchema } from 'graphql';
import { expect, it } from 'vitest';
import { reflectSample } from '../support/reflected-database.js';
import { schemaErrors } from '../support/schema-errors.js';

/** `schema/<name>/schema.graphql` is what the sample database reflects to, every name of it. */
const renew = process.env.PILLION_GOLDEN === 'renew' && process.env.CI === undefined;

it.each([
  ['demo', ['public']],
  ['kitchen-sink', ['public']],
  ['hostile-names', ['public', 'odd "namespace".x']],
  ['row-level-security', ['public']],
  ['polymorphism', ['public']],
])('%s', async (name, namespaces) => {
  const { database, schema } = await reflectSample(name, { namespaces });
  await database.drop();
  expect(schemaErrors(schema)).toEqual([]);
  const path = fileURLToPath(new URL(`../../schema/${name}/schema.graphql`, import.meta.url));
  const printed = `${printSchema(schema.inReadingOrder())}\n`;
  if (renew) writeFileSync(path, printed);
  expect(printed).toBe(readFileSync(path, 'utf8'));
});
