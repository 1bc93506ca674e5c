import { execFileSync } from 'node:child_process';

/**
 * The tests drive what `npm run build` makes of the page and the server as they are now. In a process of its own: Vite
 * takes vitest's `NODE_ENV` for a wish for React's development build.
 */
export function setup(): void {
  execFileSync('npm', ['run', 'build', '--silent'], {
    cwd: new URL('../../', import.meta.url),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
}
