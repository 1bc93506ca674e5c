import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
/**
 * Translates the command line as the build does, without the checks that `npm run typecheck` makes; gives the path of its main
 * file. It stands below `node_modules`, so that the files find the packages, and no other tool finds the files.
 */
export async function buildCli(): Promise<string> {
  const folder = join(root, 'node_modules/.cache/pillion-cli', String(process.pid));
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.build.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    root,
  );
  // A file by itself does not tell that its package is one of ES modules.
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext };
  const sources = (await readdir(join(root, 'src'), { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.startsWith('explorer/app'),
  );
  for (const name of sources) {
    const text = await readFile(join(root, 'src', name), 'utf8');
    const target = join(folder, 'src', name.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, ts.transpileModule(text, { compilerOptions, fileName: name }).outputText);
  }
  return join(folder, 'src/cli/main.js');
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
export function runCli(
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd: string = root,
): CliProcess {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
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
