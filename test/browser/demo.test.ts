import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliProcess, runCli } from '../cli/cli-process.js';
import { launchChromium } from './chromium.js';
import { watchPage } from './page-watch.js';

let browser: Browser;
let demo: CliProcess;
let address: string;

beforeAll(async () => {
  demo = runCli(fileURLToPath(new URL('../../dist/bundle/cli/main.js', import.meta.url)), ['start'], { PORT: '0' });
  [address = ''] = (await demo.says(/http:\/\/localhost:\d+\/graphql/)).slice(0, 1);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  demo.process.kill('SIGTERM');
  await once(demo.process, 'close');
});

test('npm start: the explorer of the demo loads from its own host alone and runs a query that is typed', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 810 }, colorScheme: 'light' });
  const page = await context.newPage();
  const watch = watchPage(page);
  await page.goto(address);
  const editor = page.locator('.graphiql-query-editor .view-lines');
  const answer = page.locator('.result-window .view-lines');
  // The page writes an example of its own when it knows the schema.
  await expect.poll(async () => await editor.innerText(), { timeout: 20_000 }).toContain('first:');

  await page.locator('.graphiql-query-editor').click({ position: { x: 300, y: 300 } });
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  // Typed as one text: the editor closes brackets by itself when it gets single keys.
  await page.keyboard.insertText(query);
  // The editor indents what is typed once more.
  await page.getByRole('button', { name: /prettify/i }).click();
  // GraphiQL takes a tenth of a second to notice that the operation has lost its name.
  await page.waitForTimeout(1000);
  await page.locator('.graphiql-query-editor').click({ position: { x: 300, y: 300 } });
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await answer.innerText()).replaceAll('\u00a0', ' ')).toContain('"totalCount": 12');

  await page.waitForLoadState('networkidle');
  expect(watch.complaints).toEqual([]);
  const hosts = watch.requests.filter((url) => url.protocol.startsWith('http')).map((url) => url.host);
  expect([...new Set(hosts)]).toEqual([new URL(address).host]);

  await page.locator('.graphiql-query-editor').click({ position: { x: 200, y: 640 } });
  await page.keyboard.press('Control+Home');
  await page.mouse.move(0, 0);
  await expect.poll(() => page.locator('.scrollbar.visible').count()).toBe(0);
  const path = process.env.PILLION_SCREENSHOT ?? join(tmpdir(), 'pillion-demo.png');
  await page.screenshot({ path, animations: 'disabled' });
  await context.close();
});

const query = `# The isles where most people live, and the ferries that call there home.
{
  islands(first: 3, orderBy: [{ population: DESC_NULLS_LAST }]) {
    totalCount
    nodes {
      name
      population
      ports {
        nodes {
          name
          vesselsByHomePort(where: { kind: { ne: mail_boat } }) {
            nodes {
              name
              launchedOn
              amenities(first: 2) {
                nodes {
                  name
                }
              }
            }
          }
        }
      }
    }
  }
}`;
