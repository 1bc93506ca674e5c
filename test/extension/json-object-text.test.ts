import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementsOf, JsonObjectText, nodeOf } from '../../src/extension/json-object-text.js';

it('cuts any JSON object into members that are its own, however it is written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom('', ' ', '\n\t'), (object, indent) => {
      const whole = new JsonObjectText(`${indent}${JSON.stringify(object, null, indent)}${indent}`);
      for (const [key, value] of Object.entries(object)) {
        expect(whole.value(key)).toEqual(JSON.parse(JSON.stringify(value)));
      }
      expect(whole.slice('no such member')).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

it('cuts any JSON list into its elements', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom('', '  '), (list, indent) => {
      expect(elementsOf(JSON.stringify(list, null, indent)).map((one) => JSON.parse(one) as unknown)).toEqual(
        JSON.parse(JSON.stringify(list)),
      );
    }),
    { numRuns: 500 },
  );
});

it('keeps what is inside as it was written', () => {
  const row = new JsonObjectText(String.raw`{"a":{"n": 1.10e5 },"b":[ {"c":"\\\"}"} ,null],"d":null,"e":"]"}`);
  expect(row.slice('a')).toBe('{"n": 1.10e5 }');
  expect(row.child('d')).toBeNull();
  expect(row.value('e')).toBe(']');
  const [first, second] = row.child('b') as readonly JsonObjectText[];
  expect(first?.value('c')).toBe('\\"}');
  expect(second).toBeNull();
  expect(row.child('b')).toBe(row.child('b'));
  expect(nodeOf('null')).toBeNull();
});

it.each(['{"a":', '{"a":{"b":1}', '{"a":"b', '["a"'])('refuses %s, which is cut off', (text) => {
  expect(() => (text.startsWith('[') ? elementsOf(text) : new JsonObjectText(text).slice('a'))).toThrow(SyntaxError);
});
