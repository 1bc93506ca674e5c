import type { Page } from 'playwright-core';

/** What a page did that it should not have done, in words; empty if it behaved. */
export interface PageWatch {
  readonly requests: readonly URL[];
  readonly complaints: readonly string[];
}

/** Watches everything that the page asks for and complains of. To be called before the page is opened. */
export function watchPage(page: Page): PageWatch {
  const requests: URL[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => void requests.push(new URL(request.url())));
  page.on('requestfailed', (request) => void complaints.push(`request failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  // Violations of the Content-Security-Policy are written to the console as errors.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => void complaints.push(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { requests, complaints };
}
