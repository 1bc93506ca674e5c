import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliProcess, runCli } from '../cli/cli-process.js';
import { launchChromium } from './chromium.js';
import { watchPage } from './page-watch.js';

let browser: Browser;
let desk: CliProcess;
let address: string;

beforeAll(async () => {
  desk = runCli(fileURLToPath(new URL('../../dist/examples/nest-typeorm/main.js', import.meta.url)), [], { PORT: '0' });
  [address = ''] = (await desk.says(/http:\/\/localhost:\d+/)).slice(0, 1);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  desk.process.kill('SIGTERM');
  await once(desk.process, 'close');
});

/** What each sees of the sample rows, and what is no part of their schema. */
const people = {
  ada: {
    sees: ['"name": "Ada"', 'Ada <ada@example.com>', 'Win a kettle!', 'Ask the carrier first.'],
    knows: ['invoices', 'email'],
    not: [],
  },
  ben: {
    sees: ['"name": "Ben"', 'Ben <ben@example.com>', 'Ask the carrier first.'],
    knows: ['email'],
    not: ['invoices'],
  },
  carl: { sees: ['"name": "Carl"', 'Which descaler?'], knows: ['invoices'], not: ['email', 'mailAddress'] },
};

test.each(Object.entries(people))(
  '%s logs in, and explores what there is for that role',
  async (name, { sees, knows, not }) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 810 }, colorScheme: 'light' });
    const page = await context.newPage();
    const watch = watchPage(page);
    await page.goto(address);
    await page.getByLabel('E-mail').fill(`${name}@example.com`);
    await page.getByLabel('Password').fill('teapot');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('link', { name: 'GraphiQL' }).click();
    const editor = page.locator('.graphiql-query-editor .view-lines');
    const answer = page.locator('.result-window .view-lines');
    await expect.poll(async () => await editor.innerText(), { timeout: 20_000 }).toContain('first:');

    await page.locator('.graphiql-query-editor').click({ position: { x: 300, y: 300 } });
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(not.length > 1 ? query.replace(' mailAddress', '') : query);
    await page.getByRole('button', { name: /prettify/i }).click();
    await page.waitForTimeout(1000);
    await page.locator('.graphiql-query-editor').click({ position: { x: 300, y: 300 } });
    await page.keyboard.press('Control+Enter');
    const told = async () => (await answer.innerText()).replaceAll('\u00a0', ' ');
    for (const text of sees) await expect.poll(told, { timeout: 20_000 }).toContain(text);
    if (name !== 'ada') expect(await told()).not.toContain('Win a kettle!');

    const schema = await schemaOf(page);
    for (const word of [...knows, 'me', 'reply']) expect(schema).toContain(`"${word}"`);
    for (const word of [...not, 'passwordHash']) expect(schema).not.toContain(`"${word}"`);
    await page.waitForLoadState('networkidle');
    expect(watch.complaints).toEqual([]);

    await page.locator('.graphiql-query-editor').click({ position: { x: 200, y: 640 } });
    await page.keyboard.press('Control+Home');
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(tmpdir(), `pillion-desk-${name}.png`), animations: 'disabled' });
    await context.close();
  },
);

const query = `# Who am I, and what is there to do?
{
  me { name mailAddress }
  tickets(orderBy: [{ ticketId: DESC }]) {
    totalCount
    nodes {
      subject
      messages { nodes { body internal } }
    }
  }
}`;

/** As the page itself gets it, with the cookie of the login. */
function schemaOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const body = JSON.stringify({ query: '{ __schema { types { name fields { name } } } }' });
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    return (await fetch('/graphql', { method: 'POST', headers, body })).text();
  });
}
