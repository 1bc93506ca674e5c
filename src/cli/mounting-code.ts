import type { Framework } from './detect-host.js';
import type { LendingCode } from './lending-code.js';
import type { ImportedNames } from './module-code.js';

/**
 * Code that mounts a gateway in a framework; `docs/guides/mounting.md` has the same with reasons. What stands between « and »
 * is TypeScript's alone.
 */
export interface MountingCode {
  readonly imports: readonly ImportedNames[];
  readonly code: string;
  /** What is left to do, for the terminal. */
  readonly next: string;
}

export function mountingCode(framework: Framework, { host, injectedBy }: LendingCode): MountingCode {
  const { name, type } = host;
  const gateway = `createGateway({ withConnection: lend(${name}) })`;
  const create = `export function createPillion(${name}«: ${type}»)«: Promise<Gateway<PillionContext>>» {
  return ${gateway};
}
`;
  const createImport: ImportedNames = { from: 'pillion', values: ['createGateway'], types: ['Gateway'] };
  switch (framework) {
    case 'express':
      return {
        imports: [
          { from: 'pillion', values: ['createGateway'] },
          { from: 'pillion/express', values: ['expressMount'] },
          { from: 'express', types: ['Express'] },
        ],
        code: `/** GraphQL, and GraphiQL for browsers, at /graphql. */
export async function mountPillion(app«: Express», ${name}«: ${type}»)«: Promise<void>» {
  const gateway = await ${gateway};
  app.use('/graphql', expressMount(gateway, { context: () => ({}) }));
}
`,
        next: `await mountPillion(app, ${name});`,
      };
    case 'fastify':
      return {
        imports: [
          { from: 'pillion', values: ['createGateway'] },
          { from: 'pillion/fastify', values: ['fastifyMount'] },
          { from: 'fastify', types: ['FastifyInstance'] },
        ],
        code: `/** GraphQL, and GraphiQL for browsers, at /graphql. */
export async function mountPillion(app«: FastifyInstance», ${name}«: ${type}»)«: Promise<void>» {
  const gateway = await ${gateway};
  await app.register(fastifyMount(gateway, { context: () => ({}) }));
}
`,
        next: `await mountPillion(app, ${name});`,
      };
    case 'koa':
      return {
        imports: [
          { from: 'pillion', values: ['createGateway'] },
          { from: 'pillion/koa', values: ['koaMount'] },
          { from: 'koa', defaultType: 'Koa' },
        ],
        code: `/** GraphQL, and GraphiQL for browsers, at /graphql. */
export async function mountPillion(app«: Koa», ${name}«: ${type}»)«: Promise<void>» {
  const gateway = await ${gateway};
  app.use(koaMount(gateway, { context: () => ({}) }));
}
`,
        next: `await mountPillion(app, ${name});`,
      };
    case 'hono':
      return {
        imports: [createImport, { from: 'hono', types: ['Hono'] }],
        code: `${create}
/** GraphQL, and GraphiQL for browsers, at /graphql. */
export async function mountPillion(app«: Hono», ${name}«: ${type}»)«: Promise<void>» {
  const gateway = await createPillion(${name});
  for (const path of ['/graphql', '/graphql/*']) app.all(path, ({ req }) => gateway.fetch(req.raw, {}));
}
`,
        next: `await mountPillion(app, ${name});`,
      };
    case 'next':
      return {
        imports: [createImport],
        code: `${create}
/** For app/graphql/[[...path]]/route: export const { GET, POST } = pillionRoute(createPillion(${name})); */
export function pillionRoute(starting«: Promise<Gateway<PillionContext>>») {
  const handler = async (request«: Request»)«: Promise<Response>» => (await starting).fetch(request, {});
  return { GET: handler, POST: handler };
}
`,
        next: `export const { GET, POST } = pillionRoute(createPillion(${name})); // in app/graphql/[[...path]]/route`,
      };
    case 'nest':
      return {
        imports: [
          { from: 'pillion/nest', values: ['PillionModule'] },
          ...(injectedBy === undefined ? [] : [injectedBy]),
        ],
        code: `/** GraphQL, and GraphiQL for browsers, at /graphql. */
export const pillionModule = PillionModule.forRootAsync({
  inject: [${injectedBy?.values[0] ?? "'PILLION_HOST'"}],
  useFactory: (${name}«: ${type}») => ({ gateway: { withConnection: lend(${name}) }, context: () => ({}) }),
});
`,
        next: `imports: [pillionModule] in your module${injectedBy === undefined ? `, and a provider 'PILLION_HOST' that gives the ${name}` : ''}`,
      };
    case 'node':
      return {
        imports: [
          { from: 'node:http', values: ['createServer'], types: ['Server'] },
          { from: 'pillion', values: ['createGateway'] },
          { from: 'pillion/node', values: ['nodeHandler'] },
        ],
        code: `/** A server of its own: GraphQL, and GraphiQL for browsers, at /graphql. */
export async function pillionServer(${name}«: ${type}»)«: Promise<Server>» {
  const gateway = await ${gateway};
  return createServer(nodeHandler(gateway, { context: () => ({}) }));
}
`,
        next: `(await pillionServer(${name})).listen(4000);`,
      };
  }
}
