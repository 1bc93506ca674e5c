#!/usr/bin/env node
import { Command, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { asPillionError } from '../errors/graphql-error.js';
import { check } from './check.js';
import type { CheckOptions } from './check-report.js';
import { readSource, requireDatabase, type SourceFlags } from './cli-source.js';
import { demoDatabase } from './demo-database.js';
import { init } from './init.js';
import { parseCost, parseNamespaces, parsePort, parseSize } from './option-values.js';
import { packageFile } from './package-file.js';
import { printTypes, type TypesOptions } from './print-types.js';
import { reflect } from './reflect.js';
import { sdl, type SdlOptions } from './sdl.js';
import { serve, type ServeOptions } from './serve.js';

type ServeFlags = SourceFlags & Partial<ServeOptions>;

const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };

const program = new Command('pillion')
  .description('A read-only GraphQL gateway for PostgreSQL.')
  .version(version)
  .showHelpAfterError('--help shows the commands and their options.')
  .addHelpText(
    'after',
    examples(
      ['pillion demo', 'a ferry company in GraphiQL; no server is needed'],
      ['pillion serve --database-url postgres://localhost/shop', 'your own database'],
      ['pillion help check', 'the options of one command'],
    ),
  );

withServerOptions(withSourceOptions(program.command('serve')))
  .description('Serve a database as GraphQL.')
  .addHelpText(
    'after',
    examples(
      ['pillion serve --database-url postgres://localhost/shop --namespaces public,stock', 'two PostgreSQL schemas'],
      ['pillion serve --catalog catalog.json', 'start without asking the database, see pillion reflect'],
      ['pillion serve --watch', 'while you write migrations'],
    ),
  )
  .action(async (flags: ServeFlags) => {
    const source = await readSource(sourceFlags(flags));
    await serve(requireDatabase(source), source.options, serveOptions(flags, source.config));
  });

withServerOptions(program.command('demo'))
  .description('Serve the demo, a PostgreSQL in memory (by the package @electric-sql/pglite).')
  .action(async (flags: ServeFlags) => serveDemo(flags));

withServerOptions(program.command('start'))
  .description('Serve the database of DATABASE_URL if it is set, else the demo.')
  .action(async (flags: ServeFlags) => {
    const databaseUrl = process.env.DATABASE_URL;
    if (databaseUrl === undefined || databaseUrl === '') return serveDemo(flags);
    const source = await readSource({ ...sourceFlags(flags), databaseUrl });
    return serve(requireDatabase(source), source.options, serveOptions(flags, source.config));
  });

withSourceOptions(program.command('sdl'))
  .description('Print the GraphQL schema that a database reflects to, or compare it with a file.')
  .option('--out <file>', 'write to a file')
  .option('--check <file>', 'say what differs from a file, and end with 1 if anything does')
  .addHelpText(
    'after',
    examples(
      ['pillion sdl --out schema.graphql', 'keep the schema beside your code'],
      ['pillion sdl --check schema.graphql', 'in CI: what a migration does to clients'],
    ),
  )
  .action(async (flags: SourceFlags & SdlOptions) => {
    process.exitCode = await sdl(await readSource(sourceFlags(flags)), flags);
  });

withSourceOptions(program.command('reflect'), { catalog: false })
  .description('Save what a gateway reads when it starts, for a start without the database.')
  .option('--out <file>', 'write to a file')
  .addHelpText('after', examples(['pillion reflect --out catalog.json', 'then: createGateway({ catalog, … })']))
  .action(async (flags: SourceFlags & { readonly out?: string }) =>
    reflect(await readSource(sourceFlags(flags)), flags),
  );

withSourceOptions(program.command('types').argument('[documents...]', 'files with operations, or patterns'))
  .description('Print TypeScript types of the scalars, or of operations (by graphql-codegen).')
  .option('--out <file>', 'write to a file')
  .option('--codegen-config', "print a configuration for graphql-codegen's own command")
  .addHelpText(
    'after',
    examples(
      ['pillion types', 'the scalars alone'],
      ["pillion types 'src/**/*.graphql' --out src/graphql.ts", 'results, variables and typed documents'],
      ['pillion types --codegen-config > codegen.json', 'graphql-codegen --config codegen.json'],
    ),
  )
  .action(async (documents: readonly string[], flags: SourceFlags & TypesOptions) => {
    const source = await readSource(sourceFlags(flags));
    await printTypes(source, documentsOf(documents, source.config.documents), flags);
  });

withSourceOptions(program.command('check').argument('[documents...]', 'files with operations, or patterns'), {
  catalog: false,
})
  .description('Hold stored operations against a database: valid, its plan, its cost. Runs none of them.')
  .addOption(
    new Option('--max-scanned-rows <rows>', 'the most rows of a table that is read from its first row to its last')
      .default(10_000)
      .argParser(parseSize),
  )
  .addOption(
    new Option('--max-cost <cost>', "the most that an operation may cost by the planner's estimate").argParser(
      parseCost,
    ),
  )
  .addOption(
    new Option('--fail-on <level>', 'what makes the exit code 1').choices(['error', 'warning']).default('error'),
  )
  .option('--print-sql', 'print the statement of each operation')
  .option('--json', 'print the report as JSON')
  .addHelpText(
    'after',
    examples(
      ["pillion check 'src/**/*.graphql'", 'in CI, against a copy of the database with its statistics'],
      [
        'pillion check persisted-queries.json --max-cost 5000',
        "a manifest of persisted operations, Apollo's or { hash: text }",
      ],
    ),
  )
  .action(async (documents: readonly string[], flags: SourceFlags & CheckOptions) => {
    const source = await readSource(sourceFlags(flags));
    process.exitCode = await check(source, documentsOf(documents, source.config.documents), flags);
  });

program
  .command('init')
  .description('Write a config file, and a module that mounts a gateway in the framework and ORM of package.json.')
  .option('--force', 'write over files that are there')
  .addHelpText('after', examples(['pillion init', 'in the folder of your package.json']))
  .action(async ({ force }: { readonly force?: boolean }) => init({ force: force === true }));

try {
  await program.parseAsync();
} catch (thrown) {
  console.error(`pillion: ${asPillionError(thrown).message}`);
  process.exitCode = 1;
}

/** The demo has its own tables, so a config file does not count. */
async function serveDemo(flags: ServeFlags): Promise<void> {
  const { namespaces, guard, defaultPageSize, maxPageSize, maxStreamedRows } = flags;
  const given = Object.entries({ namespaces, guard, defaultPageSize, maxPageSize, maxStreamedRows }).filter(
    ([, value]) => value !== undefined,
  );
  await serve(demoDatabase(), Object.fromEntries(given), serveOptions(flags, {}));
}

function serveOptions(flags: ServeFlags, config: Partial<ServeOptions>): ServeOptions {
  return {
    port: flags.port ?? config.port ?? 4000,
    host: flags.host ?? config.host ?? '127.0.0.1',
    watch: flags.watch === true,
  };
}

function sourceFlags(flags: SourceFlags): SourceFlags {
  const { config, databaseUrl, catalog, namespaces, guard, defaultPageSize, maxPageSize, maxStreamedRows } = flags;
  const given = { config, databaseUrl, catalog, namespaces, guard, defaultPageSize, maxPageSize, maxStreamedRows };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function documentsOf(named: readonly string[], configured: string | readonly string[] | undefined): readonly string[] {
  if (named.length > 0 || configured === undefined) return named;
  return typeof configured === 'string' ? [configured] : configured;
}

function withSourceOptions(command: Command, { catalog = true } = {}): Command {
  command
    .option('--config <file>', 'config file (default: pillion.config.ts, .mts, .mjs or .js)')
    .addOption(new Option('--database-url <url>', 'postgres://user:password@host:port/database').env('DATABASE_URL'))
    .addOption(namespacesOption());
  return catalog ? command.option('--catalog <file>', 'a saved catalog, see pillion reflect') : command;
}

function withServerOptions(command: Command): Command {
  command
    .addOption(new Option('--port <number>', 'port to listen on (default: 4000)').env('PORT').argParser(parsePort))
    .addOption(new Option('--host <address>', 'address to listen on (default: 127.0.0.1)').env('HOST'))
    .option('--watch', 'look for changes of the database every second')
    .addOption(new Option('--guard <guard>', 'what holds operations to reading').choices(['strict', 'light', 'none']))
    .addOption(new Option('--default-page-size <rows>', 'rows of a list without first or last').argParser(parseSize))
    .addOption(new Option('--max-page-size <rows>', 'the most rows of a list').argParser(parseSize))
    .addOption(
      new Option('--max-streamed-rows <rows>', 'the most rows that are streamed as application/jsonl').argParser(
        parseSize,
      ),
    );
  return command.options.some(({ long }) => long === '--namespaces') ? command : command.addOption(namespacesOption());
}

function namespacesOption(): Option {
  return new Option(
    '--namespaces <names>',
    'PostgreSQL schemas to publish, separated by commas (default: public)',
  ).argParser(parseNamespaces);
}

function examples(...lines: readonly (readonly [command: string, purpose: string])[]): string {
  return `\nExamples:\n${lines.map(([command, purpose]) => `  $ ${command}\n      ${purpose}`).join('\n')}`;
}
