#!/usr/bin/env node
import { Command, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { asPillionError } from '../errors/graphql-error.js';
import { demoDatabase } from './demo-database.js';
import { parseNamespaces, parsePort, parseSize } from './option-values.js';
import { packageFile } from './package-file.js';
import { postgresDatabase } from './postgres-database.js';
import { printSdl } from './print-sdl.js';
import { serve, type ServeOptions } from './serve.js';

interface DatabaseFlags {
  readonly databaseUrl: string;
  readonly namespaces: readonly string[];
}

type ServeFlags = DatabaseFlags & Omit<ServeOptions, 'namespaces'>;

const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };

const program = new Command('pillion')
  .description('A read-only GraphQL gateway for PostgreSQL.')
  .version(version)
  .showHelpAfterError();

withServerOptions(withDatabaseOptions(program.command('serve')))
  .description('Serve a database as GraphQL.')
  .action(({ databaseUrl, ...options }: ServeFlags) => serve(postgresDatabase(databaseUrl), options));

withServerOptions(program.command('demo'))
  .description('Serve the demo, a PostgreSQL in memory; nothing has to be installed.')
  .action((options: ServeOptions) => serve(demoDatabase(), options));

withServerOptions(program.command('start'))
  .description('Serve the database of DATABASE_URL if it is set, else the demo.')
  .action((options: ServeOptions) => {
    const url = process.env.DATABASE_URL;
    return serve(url === undefined || url === '' ? demoDatabase() : postgresDatabase(url), options);
  });

withDatabaseOptions(program.command('sdl'))
  .description('Print the GraphQL schema that a database reflects to.')
  .action(({ databaseUrl, namespaces }: DatabaseFlags) => printSdl(postgresDatabase(databaseUrl), { namespaces }));

try {
  await program.parseAsync();
} catch (thrown) {
  console.error(`pillion: ${asPillionError(thrown).message}`);
  process.exitCode = 1;
}

function withDatabaseOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--database-url <url>', 'postgres://user:password@host:port/database')
        .env('DATABASE_URL')
        .makeOptionMandatory(),
    )
    .addOption(namespacesOption());
}

function withServerOptions(command: Command): Command {
  command
    .addOption(new Option('--port <number>', 'port to listen on').env('PORT').default(4000).argParser(parsePort))
    .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .addOption(new Option('--guard <guard>', 'what holds operations to reading').choices(['strict', 'light', 'none']))
    .addOption(new Option('--default-page-size <rows>', 'rows of a list without first or last').argParser(parseSize))
    .addOption(new Option('--max-page-size <rows>', 'the most rows of a list').argParser(parseSize));
  return command.options.some(({ long }) => long === '--namespaces') ? command : command.addOption(namespacesOption());
}

function namespacesOption(): Option {
  return new Option('--namespaces <names>', 'PostgreSQL schemas to publish, separated by commas')
    .default(['public'], 'public')
    .argParser(parseNamespaces);
}
