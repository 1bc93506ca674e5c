import { expect, test } from 'vitest';
import { parseCatalog } from '../../src/catalog/parse-catalog.js';

const empty = {
  catalogVersion: 4,
  server_version_num: 150000,
  namespaces: [],
  classes: [],
  attributes: [],
  types: [],
  constraints: [],
  indexes: [],
  views: [],
  procs: [],
  enumRows: [],
  textSearchConfigurations: [],
};

test('a snapshot is taken as it is', () => {
  expect(parseCatalog(JSON.stringify(empty))).toEqual(empty);
});

test.each([
  ['no JSON', '{"catalogVersion":2', 'it is not JSON'],
  ['an empty file', '', 'it is not JSON'],
  ['a list', '[]', 'it has no "catalogVersion"'],
  ['null', 'null', 'it has no "catalogVersion"'],
  ['another object', '{"name":"pillion"}', 'it has no "catalogVersion"'],
  [
    'another version',
    JSON.stringify({ ...empty, catalogVersion: 7 }),
    'its version is 7, this Pillion reads version 4',
  ],
  ['no server version', JSON.stringify({ ...empty, server_version_num: '15' }), 'it has no "server_version_num"'],
  ['a list that lacks', JSON.stringify({ ...empty, types: undefined }), 'it has no list "types"'],
  ['a list of other things', JSON.stringify({ ...empty, procs: [1] }), 'it has no list "procs"'],
])('%s is refused with the reason', (_case, text, reason) => {
  expect(() => parseCatalog(text)).toThrow(
    expect.objectContaining({
      code: 'CONFIGURATION',
      message: `The saved catalog cannot be used: ${reason}. Save it again from the database.`,
    }),
  );
});

test('a server below PostgreSQL 14 is refused by its version', () => {
  expect(() => parseCatalog(JSON.stringify({ ...empty, server_version_num: 130014 }))).toThrow(
    expect.objectContaining({
      code: 'CONFIGURATION',
      message: 'This server is PostgreSQL 13.14; Pillion needs PostgreSQL 14 or later. Upgrade the server.',
    }),
  );
});
