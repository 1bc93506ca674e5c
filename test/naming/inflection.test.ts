import { expect, test } from 'vitest';
import { pluralOf, singularOf } from '../../src/naming/inflection.js';

test.each([
  ['album', 'album', 'albums'],
  ['albums', 'album', 'albums'],
  ['order_details', 'order_detail', 'order_details'],
  ['OrderDetails', 'OrderDetail', 'OrderDetails'],
  ['ORDER_DETAILS', 'ORDER_DETAIL', 'ORDER_DETAILS'],
  ['categories', 'category', 'categories'],
  ['person', 'person', 'people'],
  ['people', 'person', 'people'],
  ['status', 'status', 'statuses'],
  ['addresses', 'address', 'addresses'],
  ['caches', 'cache', 'caches'],
  ['cookies', 'cookie', 'cookies'],
  ['lens', 'lens', 'lenses'],
  ['axes', 'axis', 'axes'],
  ['Axis', 'Axis', 'Axes'],
])('%s is %s, and many are %s', (name, one, many) => {
  expect(singularOf(name)).toBe(one);
  expect(pluralOf(name)).toBe(many);
});

test.each(['series', 'staff', 'user_data', 'metadata', 'sms', 'log2024', '表', 'what?'])('%s has one form', (name) => {
  expect(singularOf(name)).toBe(name);
  expect(pluralOf(name)).toBe(name);
});
