import { expect, test } from 'vitest';
import { buildDatabaseModel } from '../../src/model/build-database-model.js';
import type { TagOptions } from '../../src/model/tag-options.js';
import { catalogOf, int4, int4Array, procRow, tablesOf } from './catalog-fixture.js';

const catalog = catalogOf({
  ...tablesOf(
    {
      oid: 1,
      relname: 'film',
      description: '@name movie\n@unique a\nWhat is shown.',
      columns: [{ attname: 'a' }, { attname: 'b', description: '@deprecated Old.\nA letter.' }],
    },
    {
      oid: 2,
      relname: 'odd.name',
      columns: [{ attname: 'film' }],
      constraints: [{ conname: 'odd_fkey', contype: 'f', conkey: [1], confrelid: 1, confkey: [1] }],
      indexes: [{ relname: 'odd_key', indkey: [1], indisunique: true }],
    },
  ),
  procs: [
    procRow({ oid: 10, proname: 'f', prorettype: int4, proargtypes: [int4] }),
    procRow({ oid: 11, proname: 'f', prorettype: int4, proargtypes: [int4, int4Array] }),
    procRow({ oid: 12, proname: 'g', prorettype: int4 }),
  ],
});

function built(tags: TagOptions) {
  return buildDatabaseModel(catalog, { tags });
}

test('a table, a column: the option goes before the comment, false takes away, a list repeats, the text stays', () => {
  const [film] = built({
    'public.film': { name: false, unique: ['a', 'b'] },
    'public.film.b': { deprecated: 'Worn.', notNull: true },
  }).tables;
  expect(film).toMatchObject({ tags: { unique: 'a\nb' }, comment: 'What is shown.' });
  expect(film?.uniqueKeys.map(({ columns }) => columns)).toEqual([['a'], ['b']]);
  expect(film?.columns[1]).toMatchObject({
    tags: { deprecated: 'Worn.', notNull: true },
    comment: 'A letter.',
    notNull: true,
  });
});

test('a constraint, an index, a name in quotes', () => {
  const model = built({
    'public."odd.name"': { name: 'even' },
    'public."odd.name".odd_fkey': { fieldName: 'shown' },
    'public."odd.name".odd_key': { fieldName: 'found' },
  });
  const odd = model.tables.find(({ name }) => name === 'odd.name');
  expect(odd?.tags).toEqual({ name: 'even' });
  expect(odd?.uniqueKeys[0]?.tags).toEqual({ fieldName: 'found' });
  const [along] = model.relationships.flatMap((way) => (way.kind === 'referenced' ? way : []));
  expect(along?.foreignKey.tags).toEqual({ fieldName: 'shown' });
});

test('functions, by the types of their parameters where there are several', () => {
  const { routines } = built({ 'public.f(int4,int4[])': { omit: true }, 'public.g': { name: 'h' } });
  expect(routines.map(({ name, tags }) => [name, tags])).toEqual([
    ['f', {}],
    ['g', { name: 'h' }],
  ]);
});

test.each([
  ['public.fim', { name: 'x' }, /"public\.fim"\. There is no such object .* Is it "public\.film"\?/],
  ['public.film.c', { name: 'x' }, /Is it "public\.film\.a"\?/],
  ['other.entirely', { name: 'x' }, /no such object in the namespaces\.$/],
  ['film', { name: 'x' }, /namespace\.table/],
  ['public.f', { name: 'x' }, /functions of that name with \(int4\) and \(int4, int4\[\]\)/],
  ['public.f(text)', { name: 'x' }, /no such object/],
  ['public.film', { ommit: true }, /There is no tag @ommit, which public\.film has; write @omit\./],
  ['public.film.a', { notnull: true }, /There is no tag @notnull, which public\.film\.a has; write @notNull\./],
  ['public.film', { unique: 'z' }, /It has no column "z"/],
] as const)('%s %j is refused', (name, tags, message) => {
  expect(() => built({ [name]: tags })).toThrow(
    expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringMatching(message) as string }),
  );
});

test('a tag of the host’s own is kept', () => {
  expect(built({ 'public.film': { audience: 'staff' } }).tables[0]?.tags).toMatchObject({ audience: 'staff' });
});
