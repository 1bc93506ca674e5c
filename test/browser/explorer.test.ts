import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.js';
import { type PageWatch, watchPage } from './page-watch.js';
import { serve, serveRides, type TestServer } from './rides.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

const opened: Pick<TestServer, 'close'>[] = [];

afterEach(async () => {
  for (const thing of opened.splice(0).reverse()) await thing.close();
});

async function open(
  path: string,
  asked = path,
  comment = 'Who rides.',
): Promise<{ page: Page; watch: PageWatch; origin: string }> {
  const server = await serveRides(path, comment);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  opened.push(server, context);
  const page = await context.newPage();
  const watch = watchPage(page);
  await page.goto(server.origin + asked);
  // The policy is kept or the page is blank: what it complained of tells more than a wait that ends.
  await expect.poll(async () => [...watch.complaints, await editor(page).count()], { timeout: 20_000 }).toEqual([1]);
  return { page, watch, origin: server.origin };
}

const editor = (page: Page) => page.locator('.graphiql-query-editor .view-lines');
const answer = (page: Page) => page.locator('.result-window .view-lines');

/** Monaco draws blanks as no-break spaces, and its lines in no order of the document. */
async function textOf(lines: ReturnType<typeof editor>): Promise<string> {
  return (await lines.innerText()).replaceAll('\u00a0', ' ');
}

describe.each([
  ['/graphql', '/graphql'],
  ['/graphql', '/graphql/'],
  ['/api/v1/graphql', '/api/v1/graphql'],
  ['', '/'],
])('the explorer mounted at "%s" and opened at "%s"', (path, asked) => {
  test('loads from its own host alone, runs its example and complains of nothing', async () => {
    const { page, watch, origin } = await open(path, asked);
    expect(await page.title()).toBe('Pillion');
    await expect.poll(() => textOf(editor(page))).toContain('riders(first: 5)');
    expect(await textOf(editor(page))).toMatch(/riderId\s+name\s+joined\s+homeTown \{ name \}/);

    // Below the operation's end, where it leaves no mark in the picture.
    await page.locator('.graphiql-query-editor').click({ position: { x: 200, y: 600 } });
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => textOf(answer(page))).toContain('"<b>Chidi</b>"');
    expect(await textOf(answer(page))).toContain('"totalCount": 6');

    // Let the workers start and the schema reach them, so that what they would complain of is heard.
    await page.waitForLoadState('networkidle');
    expect(watch.complaints).toEqual([]);
    expect([...new Set(watch.requests.filter(isOverNetwork).map((url) => url.origin))]).toEqual([origin]);

    await page.mouse.move(0, 0);
    await expect.poll(() => page.locator('.scrollbar.visible').count()).toBe(0);
    await page.screenshot({
      path: join(tmpdir(), 'pillion-explorer.png'),
      animations: 'disabled',
    });
  });
});

test('the play button runs the operation', async () => {
  const { page } = await open('/graphql');
  await page.locator('.graphiql-execute-button').click();
  await expect.poll(() => textOf(answer(page))).toContain('"Dolores"');
});

test('a page costs one introspection', async () => {
  const { page, watch } = await open('/graphql');
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Query' }).waitFor();
  // The page itself is the other one.
  expect(watch.requests.filter(({ pathname }) => pathname === '/graphql')).toHaveLength(2);
});

test('comments of the database are text, whatever is in them', async () => {
  const asked: (string | undefined)[] = [];
  const other = await serve((req, res) => {
    asked.push(req.url);
    res.writeHead(404).end();
  });
  opened.push(other);
  const html = '<img src=x onerror=alert(1)> <script>alert(2)</script>';
  const { page, watch } = await open(
    '/graphql',
    '/graphql',
    `${html} [link](javascript:alert(3)) ![](${other.origin}/a)`,
  );

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const documentation = page.locator('.graphiql-doc-explorer');
  await documentation.getByRole('link', { name: 'Query' }).click();
  await documentation.getByRole('link', { name: 'Rider', exact: true }).click();
  await expect.poll(() => documentation.innerText()).toContain(html);
  expect(await documentation.locator('script, [onerror], [href^="javascript"]').count()).toBe(0);

  // The editor shows the comment of a column over its name. Monaco leaves HTML out of it.
  const hover = page.locator('.monaco-hover').filter({ hasText: 'Rider.riderId' });
  await editor(page).getByText('riderId').hover();
  await hover.waitFor();
  expect(await hover.locator('script, img:not([src^="http"]), [onerror], [href^="javascript"]').count()).toBe(0);

  // An image in Markdown is the one thing that would ask another host, and the page's policy forbids it.
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  const [refused, others] = [true, false].map((own) =>
    watch.complaints.filter((c) => c.includes(other.origin) === own),
  );
  expect(refused).not.toEqual([]);
  expect(others).toEqual([]);
});

const isOverNetwork = ({ protocol }: URL): boolean => protocol !== 'data:' && protocol !== 'blob:';
