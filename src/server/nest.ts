import { type DynamicModule, type FactoryProvider, Inject, type MiddlewareConsumer } from '@nestjs/common';
import type { GatewayOptions } from '../gateway/gateway-options.js';
import { createGateway, type Gateway } from './create-gateway.js';
import { createHttpHandler, type MountOptions } from './http-handler.js';
import { mountPath } from './mount-path.js';
import { incomingRequest, type NodeContext, writeAnswer } from './node-message.js';

/** The token under which the running gateway is injected: `@Inject(PILLION_GATEWAY) gateway: Gateway`. */
export const PILLION_GATEWAY = Symbol('PILLION_GATEWAY');

/** What a gateway is made from, and how it is served. */
export interface NestModuleOptions<Context = unknown> extends MountOptions {
  readonly gateway: GatewayOptions<Context>;
  /** Makes the operation's context, which `withConnection` gets. Default: `{ req, res }`, the messages of `node:http`. */
  readonly context?: (messages: NodeContext) => Context | Promise<Context>;
}

export interface NestModuleAsyncOptions<Context = unknown> extends Pick<DynamicModule, 'imports'> {
  /** Where GraphQL is served, below the application's global prefix. Default: `/graphql`. */
  readonly path?: string;
  /** The providers that `useFactory` is called with, and the factory: as in every provider of Nest. */
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: FactoryProvider<NestModuleOptions<Context> | Promise<NestModuleOptions<Context>>>['useFactory'];
}

/**
 * The gateway as a module of a NestJS application, on Express or Fastify. It is served as middleware: what other modules
 * apply before it (a session, `nestjs-cls`) runs around it; guards and interceptors are for controllers only.
 *
 * @example
 * PillionModule.forRootAsync({
 *   inject: [DataSource],
 *   useFactory: (dataSource: DataSource) => ({ gateway: { withConnection: lendFrom(dataSource) } }),
 * })
 */
export class PillionModule {
  readonly #served: Served;

  constructor(served: Served) {
    this.#served = served;
  }

  static forRoot<Context = unknown>(options: NestModuleOptions<Context> & { readonly path?: string }): DynamicModule {
    const { path, ...rest } = options;
    return PillionModule.forRootAsync({
      ...(path === undefined ? {} : { path }),
      useFactory: () => rest as NestModuleOptions,
    });
  }

  static forRootAsync<Context = unknown>({
    imports,
    path,
    inject,
    useFactory,
  }: NestModuleAsyncOptions<Context>): DynamicModule {
    return {
      module: PillionModule,
      global: true,
      ...(imports === undefined ? {} : { imports }),
      providers: [
        {
          provide: SERVED,
          ...(inject === undefined ? {} : { inject }),
          useFactory: async (...providers: unknown[]): Promise<Served> =>
            serve((await useFactory(...providers)) as NestModuleOptions, path),
        },
        { provide: PILLION_GATEWAY, inject: [SERVED], useFactory: ({ gateway }: Served) => gateway },
      ],
      exports: [PILLION_GATEWAY],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    const { root, middleware } = this.#served;
    consumer.apply(middleware).forRoutes(root, `${root}/*files`);
  }

  async onModuleDestroy(): Promise<void> {
    await this.#served.gateway.close();
  }
}

interface Served {
  readonly gateway: Gateway;
  readonly root: string;
  readonly middleware: (req: NestRequest, res: NodeContext['res'], next: (error?: unknown) => void) => void;
}

const SERVED = Symbol('PILLION_SERVED');
// What a decorated parameter would do; the module itself is described where it is asked for.
Inject(SERVED)(PillionModule, undefined, 0);

/** Express, and the middleware engine of Fastify, keep the URL as it came here, and cut `url`. */
type NestRequest = NodeContext['req'] & { readonly originalUrl?: string; readonly body?: unknown };

async function serve(options: NestModuleOptions, path: string | undefined): Promise<Served> {
  const { gateway: gatewayOptions, context, ...mount } = options;
  const gateway = await createGateway(gatewayOptions);
  const handle = createHttpHandler(gateway, mount);
  const { root } = mountPath(path);
  return {
    gateway,
    root,
    middleware: (req, res, next) => {
      const messages = { req, res };
      const pathname = (req.originalUrl ?? req.url ?? root).split('?', 1)[0] ?? root;
      handle(
        incomingRequest(messages, {
          subPath: belowPrefixed(root, pathname),
          pagePath: pathname,
          body: req.readableDidRead ? req.body : undefined,
          context: () => context?.(messages) ?? messages,
        }),
      ).then((answer) => {
        if (answer === undefined) next();
        else writeAnswer(res, answer);
      }, next);
    },
  };
}

/** Nest has matched the path already; what stands before the mount's own is the application's prefix. */
function belowPrefixed(root: string, pathname: string): string {
  const end = pathname.indexOf(`${root}/`);
  return end === -1 ? '' : pathname.slice(end + root.length + 1);
}
