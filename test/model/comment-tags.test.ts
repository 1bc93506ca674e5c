import { expect, test } from 'vitest';
import { parseComment } from '../../src/model/comment-tags.js';

test.each([
  [null, { comment: undefined, tags: {} }],
  ['', { comment: undefined, tags: {} }],
  ['What can be played.', { comment: 'What can be played.', tags: {} }],
  ['@omit', { comment: undefined, tags: { omit: true } }],
  ['@name songs', { comment: undefined, tags: { name: 'songs' } }],
  ['@name   songs  ', { comment: undefined, tags: { name: 'songs' } }],
  [
    '@name songs\n@omit\nLine one.\n\nLine two.',
    { comment: 'Line one.\n\nLine two.', tags: { name: 'songs', omit: true } },
  ],
  ['\r\n@omit\r\n\r\nText.\r\n', { comment: 'Text.', tags: { omit: true } }],
  ['Text first.\n@omit', { comment: 'Text first.\n@omit', tags: {} }],
  ['@unique a\n@unique b, c', { comment: undefined, tags: { unique: 'a\nb, c' } }],
  ['@omit\n@omit', { comment: undefined, tags: { omit: true } }],
  ['@deprecated use b @ last', { comment: undefined, tags: { deprecated: 'use b @ last' } }],
  ['a@b.example', { comment: 'a@b.example', tags: {} }],
  ['@ home', { comment: '@ home', tags: {} }],
  ['@__proto__ x', { comment: '@__proto__ x', tags: {} }],
  ['@constructor x', { comment: undefined, tags: { constructor: 'x' } }],
])('%j', (description, expected) => {
  expect(parseComment(description)).toEqual(expected);
});
