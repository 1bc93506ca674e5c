import { execFileSync } from 'node:child_process';

/**
 * The tests drive what `npm run build` makes of the page as it is now. In a process of its own: Vite takes vitest's
 * `NODE_ENV` for a wish for React's development build.
 */
export function setup(): void {
  execFileSync('npx', ['vite', 'build', 'src/explorer/app', '--logLevel', 'warn'], {
    cwd: new URL('../../', import.meta.url),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
}
