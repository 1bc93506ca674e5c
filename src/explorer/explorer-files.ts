import { readdir, readFile } from 'node:fs/promises';

/** A file of the explorer, ready to be written as a response of status 200. Header names are in lower case. */
export interface ExplorerFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * The GraphiQL page and its files, as `npm run build` made them: one page that is served at the GraphQL path itself, and
 * hashed files below it. Undefined for every name that the build did not make, and for all of them where it has not run.
 *
 * @param subPath what follows the mount in the URL's path, without a leading slash: empty for the page,
 *   `assets/index-1a2b.js` for a file.
 * @param pagePath the whole path of the request's URL as the server received it (Express: `originalUrl` without its
 *   query); read for the page alone. A page at `/api/graphql` must name its files `graphql/assets/…` and one at
 *   `/api/graphql/` must name them `assets/…`. They are named relative to its last segment, so that they are found behind
 *   a proxy that takes a prefix off the path, too.
 *
 * @example
 * const page = await explorerFile('', '/graphql');
 * if (page !== undefined) response.writeHead(200, page.headers).end(page.body);
 */
export const explorerFile: (subPath: string, pagePath: string) => Promise<ExplorerFile | undefined> = openExplorer([
  new URL('./', import.meta.url),
  // For a module of the published bundle, and for one that runs from its source.
  new URL('../../src/explorer/', import.meta.url),
  new URL('../../dist/src/explorer/', import.meta.url),
]);

/** `explorerFile` over the first of the folders that has a build in it. */
export function openExplorer(folders: readonly URL[]): typeof explorerFile {
  // Kept once found, so that a page and its files are of one build.
  let found: ExplorerBuild | undefined;
  return async (subPath, pagePath) => {
    for (const folder of folders) found ??= await readBuild(folder);
    if (found === undefined) return undefined;
    if (subPath === '') return page(found.page, pagePath);
    // A look-up in what the build made, and not a path that is joined: there is nothing to climb out of.
    const file = found.assets.get(subPath);
    return file && asset(subPath, await readFile(file));
  };
}

interface ExplorerBuild {
  readonly page: string;
  readonly assets: ReadonlyMap<string, URL>;
}

async function readBuild(folder: URL): Promise<ExplorerBuild | undefined> {
  try {
    const [page, names] = await Promise.all([
      readFile(new URL('index.html', folder), 'utf8'),
      readdir(new URL('assets', folder)),
    ]);
    return { page, assets: new Map(names.map((name) => [`assets/${name}`, new URL(`assets/${name}`, folder)])) };
  } catch (thrown) {
    if (isNotFound(thrown)) return undefined;
    throw thrown;
  }
}

function page(html: string, pagePath: string): ExplorerFile {
  const segment = pagePath.slice(pagePath.lastIndexOf('/') + 1);
  const base = segment === '' ? './' : `./${escapeAttribute(segment)}/`;
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      // The same path answers GraphQL, by what the request accepts.
      vary: 'accept',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    },
    body: Buffer.from(html.replaceAll('"./assets/', () => `"${base}assets/`)),
  };
}

function asset(name: string, body: Buffer): ExplorerFile {
  return {
    headers: {
      'content-type': MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      // The name has the hash of the content in it.
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}

/**
 * Nothing but our own files, and GraphQL from our own origin: a comment in the database that holds a Markdown image makes
 * no request to another host. Monaco writes its style sheets into the page and has one icon font and cursors in `data:`.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
};

function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isNotFound(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}
