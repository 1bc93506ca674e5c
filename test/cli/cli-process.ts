import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Below `node_modules`, so that the built files find the packages, and no other tool finds the built files. */
const folder = 'node_modules/.cache/pillion-cli';

/** Builds the command line as it is published; gives the path of its main file. */
export async function buildCli(): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder];
    execFile(process.execPath, compiler, { cwd: root }, (error, stdout) => {
      if (error === null) resolve();
      else reject(new Error(stdout));
    });
  });
  return `${root}${folder}/src/cli/main.js`;
}

export interface CliProcess {
  readonly process: ChildProcess;
  output(): string;
  /** Resolves with the match when the output has it; rejects if the process ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code, once the process has ended. */
  readonly ended: Promise<number | null>;
}

/** Runs the command line as a process of its own, with nothing of this process's environment but the path. */
export function runCli(main: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): CliProcess {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(output);
      if (match !== null) return match;
      const over = await Promise.race([ended.then(() => true), once(child.stdout, 'data'), once(child.stderr, 'data')]);
      if (over === true && !pattern.test(output)) throw new Error(`The process ended without ${pattern}: ${output}`);
    }
  };
  return { process: child, output: () => output, says, ended };
}
