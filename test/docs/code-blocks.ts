import { readdirSync, readFileSync } from 'node:fs';

/** A fenced block of a Markdown page. */
export interface CodeBlock {
  /** From the repository's root: `docs/guides/borrowing.md`. */
  readonly page: string;
  /** Of the block's first line, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** The root of the repository, with a slash at its end. */
export const root = new URL('../../', import.meta.url);

/** The pages that readers are shown: those of the root and all below `docs`. */
export function markdownPages(): readonly string[] {
  const inRoot = readdirSync(root).filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md');
  const inDocs = readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md'));
  return [...inRoot, ...inDocs, 'src/README.md'].sort();
}

/** The fenced blocks of a page in their order. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  const text = readFileSync(new URL(page, root), 'utf8');
  return [...text.matchAll(/^( *)```(\w+)[^\n]*\n(.*?)^\1```$/gms)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[2] ?? '',
    code: match[3] ?? '',
  }));
}
