import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markdownPages, root } from './code-blocks.js';

test('every link to a file or heading of the repository leads somewhere', () => {
  expect(markdownPages().flatMap(brokenLinks)).toEqual([]);
});

function brokenLinks(page: string): readonly string[] {
  const base = new URL(page, root);
  const links = [...withoutCode(readFileSync(base, 'utf8')).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)];
  return links.flatMap(([, link = '']) => {
    const target = new URL(link, base);
    const heading = decodeURIComponent(target.hash.slice(1));
    target.hash = '';
    if (!existsSync(target)) return [`${page}: ${link}`];
    return heading === '' || headings(readFileSync(target, 'utf8')).includes(heading) ? [] : [`${page}: ${link}`];
  });
}

/** As GitHub makes them: lower case, hyphens for blanks, other punctuation gone. */
function headings(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutCode(text: string): string {
  return text.replace(/^( *)```.*?^\1```$/gms, '');
}
