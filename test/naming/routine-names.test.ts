import { expect, test } from 'vitest';
import type { DatabaseModel, Routine, Tags } from '../../src/model/database-model.js';
import { buildNames } from '../../src/naming/build-names.js';
import { sketchModel, text } from './sketch-model.js';

const { tables, ...rest } = sketchModel({ tables: { album: { columns: ['title'], primaryKey: ['title'] } } });
const [album] = tables;
if (album === undefined) throw new Error('The sketch has one table.');

interface RoutineSketch {
  readonly name: string;
  readonly parameters?: readonly (string | undefined)[];
  readonly ofAlbum?: boolean;
  readonly set?: boolean;
  readonly tags?: Tags;
}

function routine({ name, parameters = [], ofAlbum = false, set = false, tags = {} }: RoutineSketch): Routine {
  const row = { name: undefined, type: text, rowOf: album, optional: false, variadic: false };
  return {
    ...{ namespace: 'public', name, oid: 1, volatility: 'stable', strict: false, comment: undefined, tags },
    parameters: [
      ...(ofAlbum ? [row] : []),
      ...parameters.map((parameter) => ({ ...row, name: parameter, rowOf: undefined })),
    ],
    returns: { type: text, set, rowOf: undefined, record: undefined },
    computes: ofAlbum && album !== undefined ? { table: album, column: undefined } : undefined,
  };
}

function model(...sketches: readonly RoutineSketch[]): DatabaseModel {
  return { ...rest, tables, routines: sketches.map(routine) };
}

test('fields and arguments in camel case, arguments without a name by their place, tags first', () => {
  const { routines } = buildNames(
    model(
      { name: 'best_albums', parameters: ['for_day', undefined] },
      { name: 'full_title', ofAlbum: true, parameters: [undefined] },
      { name: 'not', ofAlbum: true },
      { name: 'crtd', tags: { name: 'created_at' } },
    ),
  );
  expect([...routines.values()].map(({ field, arguments: names }) => [field, ...names.values()])).toEqual([
    ['bestAlbums', 'forDay', 'argument2'],
    ['fullTitle', 'argument2'],
    ['not_'],
    ['createdAt'],
  ]);
});

test('a rule of the host, which a tag beats', () => {
  const naming = { routine: ({ name }: Routine) => `fn_${name}`, argument: (_: Routine, index: number) => `p${index}` };
  const { routines } = buildNames(model({ name: 'a', parameters: ['x', 'y'] }, { name: 'b', tags: { name: 'c' } }), {
    naming,
  });
  expect([...routines.values()].map(({ field, arguments: names }) => [field, ...names.values()])).toEqual([
    ['fn_a', 'p0', 'p1'],
    ['c'],
  ]);
});

test.each<[string, readonly RoutineSketch[], string]>([
  [
    'overloads',
    [{ name: 'find', parameters: ['a'] }, { name: 'find' }],
    '"find" would be the field of Query for the function public.find(text) (to rename: the tag "@name …" in its comment) and for the function public.find() (to rename: the tag "@name …" in its comment).',
  ],
  [
    'a list',
    [{ name: 'albums' }],
    '"albums" would be the field of Query for the table public.album (to rename: the tag "@name …" in its comment) and for the function public.albums()',
  ],
  [
    'a column',
    [{ name: 'title', ofAlbum: true }],
    '"title" would be the field of Album for the column public.album.title (to rename: the tag "@name …" in its comment) and for the function public.title(text)',
  ],
  [
    'an argument of lists',
    [{ name: 'words', parameters: ['first'], set: true }],
    '"first" would be the argument of words for Pillion itself and for the parameter 1 of the function public.words(text) (to rename: the option naming.argument)',
  ],
])('a clash with %s is told', (_case, sketches, message) => {
  expect(() => buildNames(model(...sketches))).toThrow(
    expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringContaining(message) as string }),
  );
});

test('overloads live beside one another where one is of a row', () => {
  expect(buildNames(model({ name: 'find' }, { name: 'find', ofAlbum: true })).routines.size).toBe(2);
});
