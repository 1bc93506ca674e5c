import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Starts the Chromium that `PILLION_CHROMIUM` names, or else the first one on PATH. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.PILLION_CHROMIUM ?? onPath(['chromium', 'chromium-browser', 'google-chrome']),
    // Chromium refuses to start its sandbox as root, which is who runs in most containers.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

function onPath(names: readonly string[]): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (found === undefined) {
    throw new Error(`None of ${names.join(', ')} is on PATH. Install Chromium, or name one by PILLION_CHROMIUM.`);
  }
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
