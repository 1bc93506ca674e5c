import { writeFile } from 'node:fs/promises';
import { buildSchema, parse } from 'graphql';
import type { CliSource } from './cli-source.js';
import { optionalPackage } from './optional-package.js';
import { scalarTypes } from './scalar-types.js';
import { readDocuments } from './stored-operations.js';
import { withSchema } from './with-schema.js';

export interface TypesOptions {
  /** A file to write to, in place of the standard output. */
  readonly out?: string;
  /** Prints a configuration for graphql-codegen's own command, in place of types. */
  readonly codegenConfig?: boolean;
}

/**
 * Prints TypeScript types: of the schema's scalars; and where documents are named, through graphql-codegen, of their operations,
 * with a typed document for each.
 */
export async function printTypes(source: CliSource, patterns: readonly string[], options: TypesOptions): Promise<void> {
  const { sdl, scalars } = await withSchema(source, (engine) => ({
    sdl: engine.sdl(),
    scalars: scalarTypes(engine.schema),
  }));
  const text =
    options.codegenConfig === true
      ? codegenConfig(patterns, scalars)
      : patterns.length === 0
        ? declarations(scalars)
        : await operationTypes(sdl, patterns, scalars);
  if (options.out === undefined) process.stdout.write(text);
  else await writeFile(options.out, text);
}

type Scalars = ReturnType<typeof scalarTypes>;

function declarations(scalars: Scalars): string {
  const lines = Object.entries(scalars).map(([name, { output }]) => `  readonly ${name}: ${output};`);
  return `/** What the scalars of the schema are in JSON. */\nexport interface Scalars {\n${lines.join('\n')}\n}\n`;
}

function codegenConfig(patterns: readonly string[], scalars: Scalars): string {
  const config = {
    schema: 'schema.graphql',
    documents: patterns.length === 0 ? ['src/**/*.graphql'] : patterns,
    generates: { 'src/graphql.ts': { plugins: ['typescript', 'typescript-operations', 'typed-document-node'] } },
    config: { scalars, ...strict },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

const strict = { useTypeImports: true, enumsAsTypes: true, immutableTypes: true } as const;

async function operationTypes(sdl: string, patterns: readonly string[], scalars: Scalars): Promise<string> {
  const [{ codegen }, typescript, operations, documents] = await Promise.all([
    optionalPackage('@graphql-codegen/core', () => import('@graphql-codegen/core')),
    optionalPackage('@graphql-codegen/typescript', () => import('@graphql-codegen/typescript')),
    optionalPackage('@graphql-codegen/typescript-operations', () => import('@graphql-codegen/typescript-operations')),
    optionalPackage('@graphql-codegen/typed-document-node', () => import('@graphql-codegen/typed-document-node')),
  ]);
  const files = await readDocuments(patterns);
  return codegen({
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    filename: 'graphql.ts',
    documents: files.map(({ file, document }) => ({ location: file, document })),
    config: { scalars, ...strict, onlyOperationTypes: true, dedupeFragments: true },
    pluginMap: { typescript, operations, documents },
    plugins: [{ typescript: {} }, { operations: {} }, { documents: {} }],
  });
}
