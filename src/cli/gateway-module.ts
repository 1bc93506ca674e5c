import type { DetectedHost } from './detect-host.js';
import { lendingCode } from './lending-code.js';
import { moduleCode } from './module-code.js';
import { mountingCode } from './mounting-code.js';

/** A module that lends connections of an ORM to a gateway, and mounts it in a framework. */
export interface GatewayModule {
  readonly code: string;
  /** What is left to do, for the terminal. */
  readonly next: string;
}

export function gatewayModule({ framework, orm, typescript }: Omit<DetectedHost, 'modules'>): GatewayModule {
  const lending = lendingCode(orm);
  const mounting = mountingCode(framework, lending);
  const { name, type } = lending.host;
  const imports = [...lending.imports, ...mounting.imports, { from: 'pillion', types: ['WithConnection'] }];
  const code = `«/** What an operation knows of its request. It is undefined while the gateway reflects the database. */
${contextType(lending.transaction)}

»${mounting.code}
${lending.declarations ?? ''}function lend(${name}«: ${type}»)«: WithConnection<PillionContext>» {
${lending.body}
}
`;
  return { code: moduleCode(imports, code, typescript ? 'typescript' : 'javascript'), next: mounting.next };
}

function contextType(transaction: string | undefined): string {
  if (transaction === undefined) return 'export type PillionContext = object | undefined;';
  return `export type PillionContext =
  | {
      /** An open transaction to read in; what it has not committed yet is seen. */
      readonly transaction?: ${transaction};
    }
  | undefined;`;
}
