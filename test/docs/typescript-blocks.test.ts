import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { type CodeBlock, codeBlocks, markdownPages, root } from './code-blocks.js';

test('every ts block of README and docs compiles as a module of its own, under the strict settings of this repository', () => {
  const blocks = markdownPages()
    .flatMap(codeBlocks)
    .filter(({ language }) => language === 'ts');
  expect(blocks.length).toBeGreaterThan(0);
  expect(faultsOf(blocks)).toEqual([]);
}, 300_000);

test('a block that does not compile is told with its page and line', () => {
  const code = `import { fromPool } from 'pillion';\n\nfromPool(1);\n`;
  expect(faultsOf([{ page: 'docs/page.md', line: 10, language: 'ts', code }])).toEqual([
    expect.stringMatching(/^docs\/page\.md:12: Argument of type 'number' is not assignable/),
  ]);
}, 300_000);

function faultsOf(blocks: readonly CodeBlock[]): readonly string[] {
  // Beside their pages, so that packages are found as from any file of the repository.
  const files = new Map(blocks.map((block) => [absolute(`${block.page}.${block.line}.ts`), block]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => files.has(path) || ts.sys.fileExists(path);
  host.readFile = (path) => files.get(path)?.code ?? ts.sys.readFile(path);
  const program = ts.createProgram({ rootNames: [...files.keys()], options, host });
  return [...files].flatMap(([path, block]) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ start, messageText }) => {
      const line = source?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
      return `${block.page}:${block.line + line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

function compilerOptions(): ts.CompilerOptions {
  const path = absolute('tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, (file) => ts.sys.readFile(file)).config,
    ts.sys,
    absolute(''),
  );
  return {
    ...options,
    noEmit: true,
    moduleDetection: ts.ModuleDetectionKind.Force,
    // A block shows how a thing is made, and not always what is done with it.
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: {
      pillion: [absolute('src/index.ts')],
      'pillion/conformance': [absolute('src/conformance/conformance-audits.ts')],
      'pillion/config': [absolute('src/cli/pillion-config.ts')],
      'pillion/extension': [absolute('src/extension/index.ts')],
      'pillion/*': [absolute('src/server/*.ts')],
    },
  };
}

function absolute(path: string): string {
  return fileURLToPath(new URL(path, root));
}
