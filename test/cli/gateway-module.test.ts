import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check as isFormatted, resolveConfig } from 'prettier';
import ts from 'typescript';
import { expect, test } from 'vitest';
import type { Framework, Orm } from '../../src/cli/detect-host.js';
import { gatewayModule } from '../../src/cli/gateway-module.js';

const frameworks: readonly Framework[] = ['nest', 'fastify', 'express', 'koa', 'hono', 'next', 'node'];
const orms: readonly Orm[] = [
  'prisma',
  'typeorm',
  'mikro-orm',
  'sequelize',
  'objection',
  'lucid',
  'drizzle',
  'kysely',
  'knex',
  'postgres.js',
  'pg',
];
const hosts = frameworks.flatMap((framework) => orms.map((orm) => ({ framework, orm })));

test('the module for each framework and ORM compiles against the packages themselves', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const files = new Map(
    hosts.map((host) => [
      join(import.meta.dirname, `${host.framework}-${host.orm.replace('.', '')}.ts`),
      gatewayModule({ ...host, typescript: true }).code,
    ]),
  );
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config as object;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const strict = {
    ...options,
    noEmit: true,
    paths: { pillion: [join(root, 'src/index.ts')], 'pillion/*': [join(root, 'src/server/*.ts')] },
  };
  const compiler = ts.createCompilerHost(strict);
  compiler.fileExists = (path) => files.has(path) || ts.sys.fileExists(path);
  compiler.readFile = (path) => files.get(path) ?? ts.sys.readFile(path);
  const program = ts.createProgram({ rootNames: [...files.keys()], options: strict, host: compiler });
  const faults = [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
  expect(faults).toEqual([]);
});

test('in JavaScript it is the same without types', () => {
  for (const host of hosts) {
    const { code } = gatewayModule({ ...host, typescript: false });
    const { outputText } = ts.transpileModule(gatewayModule({ ...host, typescript: true }).code, {
      compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true },
    });
    const bare = (text: string): string =>
      ts.transpileModule(text, {
        compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true },
      }).outputText;
    expect(bare(code), `${host.framework} ${host.orm}`).toBe(bare(outputText));
  }
});

test('both are formatted as Prettier would', async () => {
  const options = await resolveConfig(fileURLToPath(import.meta.url));
  for (const host of hosts) {
    for (const typescript of [true, false]) {
      const { code } = gatewayModule({ ...host, typescript });
      const parser = typescript ? 'typescript' : 'babel';
      expect(await isFormatted(code, { ...options, parser }), code).toBe(true);
    }
  }
});
