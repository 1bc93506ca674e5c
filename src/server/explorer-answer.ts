import { explorerFile } from '../explorer/explorer-files.js';
import type { HttpAnswer } from './http-answer.js';
import type { IncomingRequest } from './incoming-request.js';

export interface ExplorerOptions {
  /** Whether a browser gets the GraphiQL page at the mount's path. Default: as `introspection`, which the page needs. */
  readonly explorer?: boolean;
}

/** The page for a browser that comes to the mount's path, and the page's files below it; undefined for all other requests. */
export async function explorerAnswer(
  request: Pick<IncomingRequest<never>, 'method' | 'headers' | 'subPath' | 'pagePath'>,
): Promise<HttpAnswer | undefined> {
  const { method, subPath, pagePath } = request;
  if ((method !== 'GET' && method !== 'HEAD') || pagePath === undefined) return undefined;
  if (subPath === '' && request.headers.get('accept')?.includes('text/html') !== true) return undefined;
  const file = await explorerFile(subPath, pagePath);
  return file && { status: 200, ...file };
}
