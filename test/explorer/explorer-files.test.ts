import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openExplorer } from '../../src/explorer/explorer-files.js';

let folder: string;
let explorer: ReturnType<typeof openExplorer>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pillion-explorer-'));
  explorer = openExplorer([pathToFileURL(join(folder, 'nowhere/')), pathToFileURL(join(folder, 'built/'))]);
});

afterEach(() => rm(folder, { recursive: true }));

/** What Vite makes, in small. */
async function build(): Promise<void> {
  await mkdir(join(folder, 'built/assets'), { recursive: true });
  await writeFile(join(folder, 'built/index.html'), '<script src="./assets/index-1a.js"></script>');
  await writeFile(join(folder, 'built/secret.txt'), 'secret');
  await writeFile(join(folder, 'built/assets/index-1a.js'), 'export {};');
  await writeFile(join(folder, 'built/assets/odd-1a.xyz'), '?');
}

test('there is nothing before a build, and all of it after', async () => {
  expect(await explorer('', '/graphql')).toBeUndefined();
  expect(await explorer('assets/index-1a.js', '/graphql/assets/index-1a.js')).toBeUndefined();
  await build();
  expect(await explorer('', '/graphql')).toBeDefined();
});

test.each([
  ['/graphql', './graphql/assets/'],
  ['/graphql/', './assets/'],
  ['/', './assets/'],
  ['/api/v1/graphql', './graphql/assets/'],
  ['/a%20b', './a%20b/assets/'],
  ['/javascript:x', './javascript:x/assets/'],
  ['/"><script>', './&#34;&#62;&#60;script&#62;/assets/'],
  ['/$&', './$&#38;/assets/'],
])('the page at %s names its files below %s', async (pagePath, base) => {
  await build();
  const page = await explorer('', pagePath);
  expect(page?.body.toString()).toBe(`<script src="${base}index-1a.js"></script>`);
});

test('the page is asked for anew each time and may load nothing but our own scripts', async () => {
  await build();
  const headers = (await explorer('', '/graphql'))?.headers ?? {};
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self';");
  expect(policy).not.toContain('script-src');
  expect(policy).not.toMatch(/https?:|\*/);
});

test.each([
  ['assets/index-1a.js', 'text/javascript; charset=utf-8'],
  ['assets/odd-1a.xyz', 'application/octet-stream'],
])('%s is %s, and kept for good', async (name, contentType) => {
  await build();
  expect((await explorer(name, ''))?.headers).toEqual({
    'content-type': contentType,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
});

test.each([
  'assets',
  'assets/',
  'assets/none.js',
  'assets/../secret.txt',
  'assets/%2e%2e/secret.txt',
  'assets\\..\\secret.txt',
  '../built/secret.txt',
  '/etc/passwd',
  'secret.txt',
  'index.html',
  'explorer-files.js',
  'constructor',
  '__proto__',
  'assets/index-1a.js\0',
])('%j is not served', async (name) => {
  await build();
  expect(await explorer(name, `/graphql/${name}`)).toBeUndefined();
});
