import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a file of the package itself, wherever it is installed and whether it runs from source or is built. */
export function packageFile(name: string): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    if (existsSync(new URL('package.json', folder))) return fileURLToPath(new URL(name, folder));
    if (folder.pathname === '/') throw new Error(`The package is not complete: ${name} is missing. Install it again.`);
  }
}
