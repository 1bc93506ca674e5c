import { readFile } from 'node:fs/promises';
import { PillionError } from '../errors/pillion-error.js';

/** What a package.json tells about the application that a gateway is to be embedded in. */
export interface DetectedHost {
  readonly framework: Framework;
  readonly orm: Orm;
  readonly typescript: boolean;
  /** Whether its `.js` files are ES modules. */
  readonly modules: boolean;
}

export type Framework = 'nest' | 'fastify' | 'express' | 'koa' | 'hono' | 'next' | 'node';
export type Orm =
  | 'prisma'
  | 'typeorm'
  | 'mikro-orm'
  | 'sequelize'
  | 'objection'
  | 'lucid'
  | 'drizzle'
  | 'kysely'
  | 'knex'
  | 'postgres.js'
  | 'pg';

/** @throws {PillionError} `CONFIGURATION` where there is no package.json in the folder. */
export async function detectHost(file: string): Promise<DetectedHost> {
  const packageJson = await readPackage(file);
  const packages = new Set(Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies }));
  const firstOf = <Name extends string>(known: readonly (readonly [string, Name])[], otherwise: Name): Name =>
    known.find(([name]) => packages.has(name))?.[1] ?? otherwise;
  return {
    framework: firstOf(frameworks, 'node'),
    orm: firstOf(orms, 'pg'),
    typescript: packages.has('typescript'),
    modules: packageJson.type === 'module',
  };
}

/** What stands on another of them comes first: Nest on Express or Fastify, Objection and Lucid on knex, all on pg. */
const frameworks = [
  ['@nestjs/core', 'nest'],
  ['next', 'next'],
  ['fastify', 'fastify'],
  ['hono', 'hono'],
  ['koa', 'koa'],
  ['express', 'express'],
] as const;

const orms = [
  ['@prisma/client', 'prisma'],
  ['typeorm', 'typeorm'],
  ['@mikro-orm/postgresql', 'mikro-orm'],
  ['sequelize', 'sequelize'],
  ['objection', 'objection'],
  ['@adonisjs/lucid', 'lucid'],
  ['drizzle-orm', 'drizzle'],
  ['kysely', 'kysely'],
  ['knex', 'knex'],
  ['postgres', 'postgres.js'],
  ['pg', 'pg'],
] as const;

interface PackageJson {
  readonly type?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

async function readPackage(file: string): Promise<PackageJson> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as PackageJson;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PillionError('CONFIGURATION', `pillion init reads the package.json of your application: ${reason}`, {
      cause: thrown,
    });
  }
}
