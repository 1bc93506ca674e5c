import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { camelCase, graphqlName, pascalCase } from '../../src/naming/graphql-name.js';
import { storedName } from './stored-name.js';

describe('camelCase', () => {
  test.each([
    ['artist_id', 'artistId'],
    ['artistId', 'artistId'],
    ['ArtistId', 'artistId'],
    ['ARTIST_ID', 'artistId'],
    ['URLPath', 'urlPath'],
    ['Order Details', 'orderDetails'],
    ['first-name', 'firstName'],
    ['a.b', 'aB'],
    ['x as y', 'xAsY'],
    ['what?', 'whatU3f'],
    ['a[0]', 'aU5b_0U5d'],
    ['2fa', '_2fa'],
    ['_x', '_x'],
    ['x_', 'x_'],
    ['_', '_'],
    ['__', '_'],
    [' ', 'u20'],
    ['a_1_2', 'a1_2'],
    ['a_12', 'a12'],
    ['__typename', '_typename'],
    ['__proto__', '_proto__'],
    ['constructor', 'constructor'],
    ['表', 'u8868'],
    ['表_id', 'u8868Id'],
    ['顧客名', 'u9867U5ba2U540d'],
    ['😀', 'u1f600'],
    ['café', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['straße', 'straUdfE'],
    ['한', 'ud55c'],
  ])('%j is %s', (name, expected) => {
    expect(camelCase(name)).toBe(expected);
  });
});

describe('pascalCase', () => {
  test.each([
    ['playlist_track', 'PlaylistTrack'],
    ['ORDER_LINE', 'OrderLine'],
    ['URLPath', 'URLPath'],
    ['_x', '_X'],
    ['2fa', '_2fa'],
    ['表', 'U8868'],
  ])('%j is %s', (name, expected) => {
    expect(pascalCase(name)).toBe(expected);
  });
});

test('every name that PostgreSQL can store becomes a legal GraphQL name', () => {
  fc.assert(
    fc.property(storedName(1), (name) => graphqlName.test(camelCase(name)) && graphqlName.test(pascalCase(name))),
    { numRuns: 1000 },
  );
});

test('a name that already is a field stays, so that a tag is taken as it is written', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z][A-Za-z]{0,12}$/), (name) => camelCase(name) === name));
});
