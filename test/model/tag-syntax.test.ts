import { expect, test } from 'vitest';
import { parseColumnsTag, parseForeignKeyTag, parseRowTypeTag, tagValues } from '../../src/model/tag-syntax.js';

test.each([
  ['a', ['a']],
  ['a, b', ['a', 'b']],
  ['(a,b)', ['a', 'b']],
  ['"a b", C', ['a b', 'C']],
  ['"a ""quoted"", one"', ['a "quoted", one']],
  ['größe', ['größe']],
  ['', undefined],
  ['()', undefined],
  ['a b', undefined],
  ['a,', undefined],
  ['a, (b)', undefined],
])('columns: %j', (value, expected) => {
  expect(parseColumnsTag(value)).toEqual(expected);
});

test.each([
  ['(a) references t (b)', { columns: ['a'], namespace: undefined, table: 't', referencedColumns: ['b'] }],
  [
    '(a, b) REFERENCES shop.t(c,d)',
    { columns: ['a', 'b'], namespace: 'shop', table: 't', referencedColumns: ['c', 'd'] },
  ],
  ['(a) references shop.t', { columns: ['a'], namespace: 'shop', table: 't', referencedColumns: undefined }],
  [
    '("a (b)") references "the.shop"."my t" ("x")',
    { columns: ['a (b)'], namespace: 'the.shop', table: 'my t', referencedColumns: ['x'] },
  ],
  ['(a, b) references t (c)', undefined],
  ['a references t (c)', undefined],
  ['(a) t (c)', undefined],
  ['(a) references', undefined],
  ['(a) references a.b.c (d)', undefined],
  ['() references t', undefined],
  ['', undefined],
])('foreign key: %j', (value, expected) => {
  expect(parseForeignKeyTag(value)).toEqual(expected);
});

test('the values of a tag, one for each time', () => {
  expect(tagValues({}, 'unique')).toEqual([]);
  expect(tagValues({}, 'constructor')).toEqual([]);
  expect(tagValues({ unique: true }, 'unique')).toEqual(['']);
  expect(tagValues({ unique: 'a\nb, c' }, 'unique')).toEqual(['a', 'b, c']);
});

test.each([
  ['bug', { value: 'bug' }],
  ['"a bug" as Bug', { value: 'a bug', name: 'Bug' }],
  ['bug (a, "b c")', { value: 'bug', columns: ['a', 'b c'] }],
  ['bug as Bug(a)', { value: 'bug', name: 'Bug', columns: ['a'] }],
  ['bug JOINS t', { value: 'bug', joins: { namespace: undefined, table: 't' } }],
  ['bug (a) joins "my shop".t', { value: 'bug', columns: ['a'], joins: { namespace: 'my shop', table: 't' } }],
  ['joins joins t', { value: 'joins', joins: { namespace: undefined, table: 't' } }],
  ['as as as', { value: 'as', name: 'as' }],
  ['', undefined],
  ['a b', undefined],
  ['a ()', undefined],
  ['a as', undefined],
  ['a joins', undefined],
  ['a joins a.b.c', undefined],
])('row type: %j', (value, expected) => {
  const whole = { name: undefined, columns: undefined, joins: undefined };
  expect(parseRowTypeTag(value)).toEqual(expected && { ...whole, ...expected });
});
