import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

const schema = String.raw`
  create schema extensions;
  create extension hstore schema extensions;
  create type public.mark as enum ('x', 'o', 'not yet');
  create type public.piece as (name varchar(5), worth numeric(4, 2), bits bit(3), marks public.mark[], tags extensions.hstore);
  create type public.priced as (name text, price money);
  create domain public.board as public.mark[][];
  create table public.game (
    game_id integer primary key, cells integer[][], cube text[][][], board public.board, pieces public.piece[][], once integer[][]
  );
  comment on column public.game.once is '@dimensions 1';
  insert into public.game values
    (1, '{{1,2,3},{4,NULL,6}}', '{{{a,"b c"},{"\"",NULL}},{{e,f},{"",NULL}},{{"[",","},{"]","{}"}}}', '{{x,o},{o,"not yet"}}',
      array[[row('king', 9.5, b'101', '{x}', null)::public.piece, null], [row(null, null, null, null, null)::public.piece, row('a', 1, null, '{}', 'k=>v')::public.piece]], '{1,2}'),
    (2, '[5:6][0:0]={{7},{8}}', '[2:2][3:3][4:4]={{{deep}}}', '{{x}}', null, '{}'),
    (3, '{}', '{}', '{}', '{}', null),
    (4, null, null, null, null, null),
    (5, '{1,2}', '{{a}}', null, null, '{{1}}');
  create view public.seen as select game_id, cells, cube from public.game;
  comment on column public.seen.cells is '@dimensions 2';
  create function public.worth(pieces public.piece[]) returns numeric immutable language sql as
    'select sum((piece).worth) from unnest(pieces) as piece';
  create function public.shown(piece public.piece) returns text immutable language sql as
    'select concat_ws(''|'', (piece).name, (piece).worth, (piece).bits, (piece).marks, extensions.akeys((piece).tags))';
  create function public.keys(entries extensions.hstore) returns text[] immutable language sql as 'select extensions.akeys(entries)';
  create function public.all_keys(entries extensions.hstore[]) returns text[] immutable language sql as
    'select array(select unnest(extensions.akeys(entry)) from unnest(entries) as entry)';
  create function public.days(span daterange, spans datemultirange, more daterange[]) returns text immutable language sql as
    'select concat_ws(''|'', span, spans, more)';
  create function public.price(value public.priced) returns money immutable language sql as 'select (value).price';
  create function public.copy(game public.game[]) returns integer immutable language sql as 'select cardinality(game)';`;

let games: ReflectedDatabase;
beforeAll(async () => {
  games = await reflect(await createDatabase({ sql: [schema] }));
});
afterAll(() => games.database.drop());

/** The answer's data, or the message of the first error. */
async function ask(source: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const document = parse(source);
  const [invalid] = validate(games.schema, document);
  if (invalid !== undefined) return invalid.message;
  const { data, errors } = await games.executeText({ document, variables, operationName: undefined, context: {} });
  return errors === undefined ? (JSON.parse(data ?? '') as unknown) : errors[0]?.message;
}

async function json(query: string): Promise<unknown> {
  const { rows } = await games.database.pool.query<{ value: unknown }>(query);
  return rows[0]?.value;
}

test('lists of lists hold what the arrays hold, whatever their lower bounds', async () => {
  // array_to_json makes lists of lists by itself.
  const expected = await json(
    `select json_agg(json_build_object('gameId', game_id, 'cells', array_to_json(cells), 'cube', array_to_json(cube),
       'board', array_to_json(replace(board::text, '"not yet"', 'not_yet')::text[]), 'once', array_to_json(once)) order by game_id) as value
     from public.game where game_id < 5`,
  );
  const answer = await ask('{ games(where: { gameId: { lt: 5 } }) { nodes { gameId cells cube board once } } }');
  expect(answer).toEqual({ games: { nodes: expected } });
});

test('of composite values, the asked parts', async () => {
  const answer = await ask('{ games(first: 3) { nodes { pieces { name worth marks } } } }');
  const empty = { name: null, worth: null, marks: null };
  expect(answer).toEqual({
    games: {
      nodes: [
        {
          pieces: [
            [{ name: 'king', worth: '9.50', marks: ['x'] }, null],
            [empty, { name: 'a', worth: '1.00', marks: [] }],
          ],
        },
        { pieces: null },
        { pieces: [] },
      ],
    },
  });
});

test.each([
  ['cells', 'an array of 1 dimensions is no GraphQL list of lists, 2 deep'],
  ['cube', 'an array of 2 dimensions is no GraphQL list of lists, 3 deep'],
  ['once', 'an array of 2 dimensions is no GraphQL list'],
])('a value of %s of other dimensions than declared is refused', async (column, message) => {
  expect(await ask(`{ game(gameId: 5) { ${column} } }`)).toContain(message);
});

test('a view has the dimensions that a tag tells', async () => {
  expect(await ask('{ seens(where: { gameId: { eq: 2 } }) { nodes { cells } } }')).toEqual({
    seens: { nodes: [{ cells: [[7], [8]] }] },
  });
  expect(await ask('{ seens(where: { gameId: { eq: 2 } }) { nodes { cube } } }')).toContain('of 3 dimensions');
});

test.each([
  ['{ cells: { eq: [[7], [8]] } }', [2]],
  ['{ cells: { in: [[[7], [8]], []] } }', [2, 3]],
  ['{ cube: { eq: [[["deep"]]] } }', [2]],
  ['{ cube: { has: "b c" } }', [1]],
  ['{ cube: { eq: [[["a", "b c"], ["\\"", null]], [["e", "f"], ["", null]], [["[", ","], ["]", "{}"]]] } }', [1]],
  ['{ board: { eq: [[x, o], [o, not_yet]] } }', [1]],
  ['{ board: { overlaps: [not_yet] } }', [1]],
  ['{ once: { eq: [1, 2] } }', [1]],
])('%s', async (where, ids) => {
  const answer = await ask(`{ games(where: ${where}) { nodes { gameId } } }`);
  expect(answer).toEqual({ games: { nodes: ids.map((gameId) => ({ gameId })) } });
});

test.each([
  ['{ cells: { eq: [[1, 2], [3]] } }', 'cells.eq: the lists inside must be of one length'],
  ['{ cube: { eq: [[["a"], ["b"]], [["c"]]] } }', 'cube.eq: the lists inside must be of one length'],
  ['{ cube: { eq: [[["a"], ["b", "c"]]] } }', 'cube.eq[0]: the lists inside must be of one length'],
  ['{ cells: { eq: [[1], null] } }', 'found null'],
  ['{ cells: { eq: [1] } }', undefined],
])('%s is refused', async (where, message) => {
  const answer = await ask(`{ games(where: ${where}) { nodes { gameId } } }`);
  // A value stands for a list of one.
  if (message === undefined) expect(answer).toEqual({ games: { nodes: [] } });
  else expect(answer).toContain(message);
});

test('composite values, entries and ranges are arguments of functions', async () => {
  const source = `query ($piece: PieceInput!, $pieces: [PieceInput!]!, $entries: [HstoreEntry!]!, $span: DateRangeInput!) {
    shown(piece: $piece)
    nothing: shown(piece: {})
    worth(pieces: $pieces)
    keys(entries: $entries)
    allKeys(entries: [$entries, [{ key: "last" }]])
    days(span: $span, spans: [$span, { lower: "2025-01-01" }], more: [$span, {}])
  }`;
  const piece = { name: 'a"\\,', worth: '99.994', bits: '101', marks: ['not_yet', 'x'], tags: [{ key: 'k "1"' }] };
  const answer = await ask(source, {
    piece,
    pieces: [piece, { worth: '-0.5' }, {}],
    entries: [{ key: 'a', value: '1' }, { key: 'b,\\' }],
    span: { lower: '2024-01-01', upper: '2024-01-31', upperInclusive: true },
  });
  expect(answer).toEqual({
    shown: 'a"\\,|99.99|101|{"not yet",x}|{"k \\"1\\""}',
    nothing: '',
    worth: '99.49',
    keys: ['a', 'b,\\'],
    allKeys: ['a', 'b,\\', 'last'],
    days: '[2024-01-01,2024-02-01)|{[2024-01-01,2024-02-01),[2025-01-01,)}|{"[2024-01-01,2024-02-01)","(,)"}',
  });
});

test.each([
  ['shown(piece: { worth: "99.995" })', 'shown.piece.worth: "99.995" has no room in numeric(4,2)'],
  ['shown(piece: { worth: "-1e2" })', '"-1e2" has no room in numeric(4,2)'],
  ['shown(piece: { worth: "Infinity" })', '"Infinity" has no room in numeric(4,2)'],
  ['shown(piece: { name: "123456" })', '"123456" has no room in varchar(5)'],
  ['shown(piece: { bits: "1010" })', '"1010" has no room in bit(3)'],
  ['worth(pieces: [{}, { worth: 100 }])', 'worth.pieces[1].worth: "100" has no room'],
  ['worth(pieces: [null])', 'found null'],
  ['days(span: { lower: "2024-01-02", upper: "2024-01-01" }, spans: [], more: [])', 'days.span: the lower bound'],
  ['price(value: {})', 'Cannot query field "price"'],
  ['copy(game: [])', 'Cannot query field "copy"'],
])('%s is refused', async (field, message) => {
  expect(await ask(`{ ${field} }`)).toContain(message);
});
