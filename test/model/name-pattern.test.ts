import { describe, expect, it } from 'vitest';
import { parseNamePattern } from '../../src/model/name-pattern.js';

describe('a pattern for names', () => {
  it.each<[string, readonly string[], boolean]>([
    ['public.film', ['public', 'film'], true],
    ['public.film', ['public', 'films'], false],
    ['public.film', ['public', 'Film'], false],
    ['public.film', ['public', 'film', 'title'], false],
    ['*.film', ['shop', 'film'], true],
    ['public.*', ['public', 'a.b "c"'], true],
    ['public.*', ['public', 'film', 'title'], false],
    ['*.*.password*', ['shop', 'user', 'password_hash'], true],
    ['*.*.password*', ['shop', 'user', 'old_password'], false],
    ['public.a*b*c', ['public', 'abc'], true],
    ['public.a*b*c', ['public', 'a1b2c3'], false],
    ['public.f(x', ['public', 'f'], false],
    ['public."a.b"', ['public', 'a.b'], true],
    ['public."*"', ['public', '*'], true],
    ['public."*"', ['public', 'film'], false],
    ['public."say ""hi"""', ['public', 'say "hi"'], true],
    ['public."a (b)"*', ['public', 'a (b) c'], true],
    ['public.a$b', ['public', 'a$b'], true],
    ['public.a\nb', ['public', 'a\nb'], false],
    ['public.*', ['public', 'a\nb'], true],
  ])('%s and %j: %s', (text, names, matches) => {
    expect(parseNamePattern(text)?.matches(...names) ?? false).toBe(matches);
  });

  it.each(['film', 'a.b.c.d', 'public.', '.film', 'public.f(int4)', 'a.b.c()', 'public film', ''])(
    '%j is none',
    (text) => {
      expect(parseNamePattern(text)).toBeUndefined();
    },
  );

  it('tells tables, columns and functions apart, and whether it names one object', () => {
    expect(parseNamePattern('public.film')).toMatchObject({ kind: 'table', exact: true });
    expect(parseNamePattern('public."*".a')).toMatchObject({ kind: 'column', exact: true });
    expect(parseNamePattern('public.f*()')).toMatchObject({ kind: 'function', exact: false });
  });
});
