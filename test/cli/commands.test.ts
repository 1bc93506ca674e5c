import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../http/http-server.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { buildCli, runCli, type CliProcess } from './cli-process.js';
import { folderWith, removeFolder } from './folder.js';

/** Authors with an index to their books, and reviews without one to theirs. */
const LIBRARY_SQL = `
  create table author (author_id int primary key, name text not null, born date);
  create table book (book_id bigint primary key, author_id int not null references author, title text not null, price numeric not null);
  create index on book (author_id);
  create table review (review_id int primary key, book_id bigint not null references book, stars int not null);
  insert into author select n, 'Author ' || n, '1950-01-01' from generate_series(1, 20) n;
  insert into book select n, n % 20 + 1, 'Book ' || n, n / 4.0 from generate_series(1, 5000) n;
  insert into review select n, n % 5000 + 1, n % 5 + 1 from generate_series(1, 20000) n;
  analyze`;

let main: string;
let database: TestDatabase;
beforeAll(async () => {
  [main, database] = await Promise.all([buildCli(), createDatabase({ sql: [LIBRARY_SQL] })]);
});
afterAll(() => database.drop());

const running: CliProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const cli of running.splice(0)) {
    cli.process.kill('SIGKILL');
    await cli.ended;
  }
  await Promise.all(folders.splice(0).map(removeFolder));
});

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const made = await folderWith(files);
  folders.push(made);
  return made;
}

function start(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): CliProcess {
  const cli = runCli(main, args, env, cwd);
  running.push(cli);
  return cli;
}

async function run(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  const cli = start(cwd, args, env);
  const code = await cli.ended;
  return { code, output: cli.output() };
}

describe('where a command reads', () => {
  it('is said by the config file, with options of the gateway', async () => {
    const config = `export default { databaseUrl: '${database.url}', naming: {}, relayIds: true };`;
    const { code, output } = await run(await folder({ 'pillion.config.mjs': config }), ['sdl']);
    expect([code, output]).toEqual([0, expect.stringMatching(/type Author implements Node/)]);
    expect(output).toMatch(/interface Node \{[^}]*\bid: ID!/);
  });

  it('is said by the environment before the config file, and by a flag before both', async () => {
    const other = 'postgres://nobody@127.0.0.1:1/none';
    const cwd = await folder({ 'pillion.config.mjs': `export default { databaseUrl: '${other}' };` });
    expect((await run(cwd, ['sdl'])).output).toContain('ECONNREFUSED');
    expect((await run(cwd, ['sdl'], { DATABASE_URL: database.url })).code).toBe(0);
    const flag = await run(cwd, ['sdl', '--database-url', database.url], { DATABASE_URL: other });
    expect(flag.code).toBe(0);
  });

  it("is the host's own connection, which is closed at the end", async () => {
    const config = `
      import pg from 'pg';
      const pool = new pg.Pool({ connectionString: '${database.url}' });
      export default {
        withConnection: async (_context, run) => {
          const client = await pool.connect();
          try { return await run(client); } finally { client.release(); }
        },
        close: async () => { await pool.end(); console.log('# closed'); },
      };`;
    const { code, output } = await run(await folder({ 'host.config.mjs': config }), [
      'sdl',
      '--config',
      'host.config.mjs',
    ]);
    expect([code, output]).toEqual([0, expect.stringMatching(/^# closed\n[\s\S]*type Author /)]);
  });

  it.each<[Readonly<Record<string, string>>, readonly string[], RegExp]>([
    [{}, ['sdl'], /No database is named: give --database-url/],
    [{}, ['sdl', '--config', 'no.mjs'], /--config: there is no file no\.mjs/],
    [{ 'pillion.config.mjs': 'export default 1' }, ['sdl'], /has to export its configuration as default/],
    [{ 'pillion.config.mjs': 'export default {' }, ['sdl'], /pillion\.config\.mjs could not be loaded: Unexpected end/],
    [
      { 'pillion.config.mjs': "export default { databaseUrl: 'postgres://x', pageSize: 1 }" },
      ['sdl'],
      /no option "pageSize"/,
    ],
    [{ 'c.json': '{}' }, ['sdl', '--catalog', 'c.json'], /--catalog c\.json: .*catalogVersion/],
    [{}, ['check', 'no/*.graphql', '--database-url', 'x'], /No file fits "no\/\*\.graphql"/],
    [{}, ['check', '--database-url', 'x'], /Name the files that hold operations/],
    [{ 'a.graphql': '{ ' }, ['check', 'a.graphql', '--database-url', 'x'], /a\.graphql: Syntax Error/],
  ])('%j %j ends with 1 and the reason', async (files, args, reason) => {
    expect(await run(await folder(files), args)).toEqual({ code: 1, output: expect.stringMatching(reason) as string });
  });
});

describe('pillion sdl', () => {
  it('prints the schema and nothing else', async () => {
    const { code, output } = await run(await folder({}), ['sdl', '--database-url', database.url]);
    expect(code).toBe(0);
    expect(buildSchema(output).getType('Author')).toBeDefined();
  });

  it('ends with 1 when the database cannot be reached', async () => {
    const { code, output } = await run(await folder({}), [
      'sdl',
      '--database-url',
      'postgres://nobody@127.0.0.1:1/none',
    ]);
    expect([code, output]).toEqual([1, expect.stringMatching(/^pillion: .*ECONNREFUSED/)]);
  });

  it('compares with a file: what breaks clients first, then the lines', async () => {
    const cwd = await folder({});
    const source = ['--database-url', database.url];
    expect(await run(cwd, ['sdl', ...source, '--out', 'schema.graphql'])).toEqual({ code: 0, output: '' });
    const same = await run(cwd, ['sdl', ...source, '--check', 'schema.graphql']);
    expect(same).toEqual({ code: 0, output: 'schema.graphql is the schema of the database.\n' });
    const file = join(cwd, 'schema.graphql');
    // As if the database had lost a column since the file was written.
    await writeFile(file, (await readFile(file, 'utf8')).replace(/(type Author [^}]*)\}/, '$1  nickname: String\n}'));
    const differs = await run(cwd, ['sdl', ...source, '--check', 'schema.graphql']);
    expect(differs.code).toBe(1);
    expect(differs.output).toMatch(/Breaks clients \(1\)\n {2}Author\.nickname was removed\./);
    expect(differs.output).toMatch(/Lines \(1\)\n {2}- type Author: nickname: String/);
  });
});

describe('pillion reflect', () => {
  it('saves a catalog from which the same schema comes without a database', async () => {
    const cwd = await folder({});
    expect(await run(cwd, ['reflect', '--database-url', database.url, '--out', 'catalog.json'])).toEqual({
      code: 0,
      output: '',
    });
    const offline = await run(cwd, ['sdl', '--catalog', 'catalog.json']);
    const online = await run(cwd, ['sdl', '--database-url', database.url]);
    expect(offline).toEqual(online);
    expect(offline.code).toBe(0);
  });
});

describe('pillion types', () => {
  it('declares what the scalars are in JSON', async () => {
    const { code, output } = await run(await folder({}), ['types', '--database-url', database.url]);
    expect(code).toBe(0);
    expect(output).toMatch(/export interface Scalars \{[^}]*readonly BigInt: string;/);
    expect(faultsOf({ 'types.ts': output })).toEqual([]);
  });

  it('types operations, their variables and their answers, with exact numbers as strings', async () => {
    const cwd = await folder({
      'src/book.graphql':
        'query Books($from: Date) { books(where: { author: { born: { gte: $from } } }) { nodes { ...Title bookId price } } }',
      'src/title.graphql': 'fragment Title on Book { title }',
    });
    const result = await run(cwd, ['types', 'src/**/*.graphql', '--database-url', database.url, '--out', 'graphql.ts']);
    expect(result).toEqual({ code: 0, output: '' });
    const types = await readFile(join(cwd, 'graphql.ts'), 'utf8');
    const use = `import { BooksDocument, type BooksQuery, type BooksQueryVariables } from './graphql.js';
      export const variables: BooksQueryVariables = { from: '2000-01-01' };
      export const price = (answer: BooksQuery): string => answer.books.nodes[0]!.price;
      export const title = (answer: BooksQuery): string => answer.books.nodes[0]!.title;
      export const name = BooksDocument.kind;`;
    expect(faultsOf({ 'graphql.ts': types, 'use.ts': use })).toEqual([]);
    const misuse = use.replaceAll(': string =>', ': number =>');
    expect(faultsOf({ 'graphql.ts': types, 'use.ts': misuse })).toHaveLength(2);
  });

  it("prints a configuration for graphql-codegen's own command", async () => {
    const { output } = await run(await folder({}), ['types', '--codegen-config', '--database-url', database.url]);
    expect(JSON.parse(output)).toMatchObject({
      documents: ['src/**/*.graphql'],
      config: { scalars: { BigInt: { input: 'string | number', output: 'string' } } },
    });
  });
});

describe('pillion check', () => {
  const documents = {
    'ops/author.graphql':
      'query Author($id: Int!) { author(authorId: $id) { name books(first: 5) { nodes { title } } } }',
    'ops/broken.graphql': 'query Broken { author(authorId: 1) { nickname } }',
    'ops/stars.graphql': 'query Stars { reviews(where: { stars: { eq: 3 } }) { totalCount } }',
  };

  it('tells for each operation whether it is valid, what it costs and what it reads whole', async () => {
    const { code, output } = await run(await folder(documents), [
      'check',
      'ops/*.graphql',
      '--database-url',
      database.url,
    ]);
    expect(code).toBe(1);
    expect(output).toMatch(/^operation +file +cost +reads whole +result$/m);
    expect(output).toMatch(/^Author +ops\/author\.graphql +\d+\.\d\d +ok$/m);
    expect(output).toMatch(/^Broken +ops\/broken\.graphql +FAILED$/m);
    expect(output).toMatch(/^Stars +ops\/stars\.graphql +\d+\.\d\d +public\.review +FAILED$/m);
    expect(output).toMatch(/error Broken .*Cannot query field "nickname" on type "Author"/);
    expect(output).toMatch(/error Stars .*reads all 20000 rows of public\.review/);
    expect(output).toContain('warning the foreign key review_book_id_fkey of public.review has no index');
    expect(output).not.toContain('book_author_id_fkey');
    expect(output).toContain('3 operations, 2 failed, 1 warnings.');
  });

  it('passes what is good, unless warnings count; limits are the caller’s', async () => {
    const cwd = await folder({ 'author.graphql': documents['ops/author.graphql'] });
    const args = ['check', 'author.graphql', '--database-url', database.url];
    expect((await run(cwd, args)).code).toBe(0);
    expect((await run(cwd, [...args, '--fail-on', 'warning'])).code).toBe(1);
    const dear = await run(cwd, [...args, '--max-cost', '1']);
    expect([dear.code, dear.output]).toEqual([
      1,
      expect.stringMatching(/costs [\d.]+ by the planner's estimate, and 1 are/),
    ]);
  });

  it('reports as JSON, with the statements, and takes manifests and values for variables', async () => {
    const cwd = await folder({
      'manifest.json': JSON.stringify({
        operations: [{ id: 'a1', name: 'Count', body: 'query Count { books { totalCount } }' }],
      }),
      'node.graphql': 'query One($id: ID!) { node(nodeId: $id) { nodeId } }',
      'title.graphql': 'query Named($id: Int!) { author(authorId: $id) { name } }',
      'title.variables.json': '{ "Named": { "id": "seven" } }',
    });
    const { code, output } = await run(cwd, [
      'check',
      '*.graphql',
      'manifest.json',
      '--json',
      '--database-url',
      database.url,
    ]);
    const report = JSON.parse(output) as { operations: { name: string; sql?: string; problems: string[] }[] };
    expect(code).toBe(1);
    const [one, named, count] = report.operations;
    expect(one).toMatchObject({
      name: 'One',
      problems: [expect.stringMatching(/node\.variables\.json can give real ones/)],
    });
    expect(named).toMatchObject({ name: 'Named', problems: [expect.stringMatching(/Int cannot represent.*"seven"/)] });
    expect(count).toMatchObject({ name: 'Count', problems: [], sql: expect.stringMatching(/count/) as string });
  });

  it('runs nothing', async () => {
    const { rows: before } = await database.pool.query('select seq_scan from pg_stat_user_tables where relname = $1', [
      'review',
    ]);
    await run(await folder(documents), ['check', 'ops/stars.graphql', '--database-url', database.url]);
    const { rows: after } = await database.pool.query('select seq_scan from pg_stat_user_tables where relname = $1', [
      'review',
    ]);
    expect(after).toEqual(before);
  });
});

describe('pillion serve --watch', () => {
  it('tells what a migration does to clients', async () => {
    const cwd = await folder({});
    const cli = start(cwd, ['serve', '--watch', '--port', '0', '--database-url', database.url]);
    const [, address = ''] = await cli.says(/listening on (\S+)/);
    await database.pool.query('create table shelf (shelf_id int primary key)');
    try {
      await cli.says(/The schema has changed\.[\s\S]*\+ type Shelf/);
      const answer = await post(address, { query: '{ shelves { nodes { shelfId } } }' });
      expect(await answer.json()).toEqual({ data: { shelves: { nodes: [] } } });
    } finally {
      await database.pool.query('drop table shelf');
    }
    await cli.says(/Breaks clients/);
  });
});

describe('pillion init', () => {
  it('writes a config file and a module for the host that it finds, and nothing over what is there', async () => {
    const packageJson = { dependencies: { express: '5', typeorm: '1', pg: '8' }, devDependencies: { typescript: '6' } };
    const cwd = await folder({ 'package.json': JSON.stringify(packageJson), 'src/main.ts': '' });
    const { code, output } = await run(cwd, ['init']);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^Found express and typeorm\. Written: pillion\.config\.mjs, src\/pillion\.ts/),
    ]);
    expect(output).toContain(
      "import { mountPillion } from './pillion.js';\n       await mountPillion(app, dataSource);",
    );
    expect(await readFile(join(cwd, 'src/pillion.ts'), 'utf8')).toContain(
      'mountPillion(app: Express, dataSource: DataSource)',
    );
    const again = await run(cwd, ['init']);
    expect(again).toEqual({ code: 1, output: expect.stringMatching(/would be overwritten.*--force/) as string });
    expect((await run(cwd, ['init', '--force'])).code).toBe(0);
  });

  it('ends with 1 outside of an application', async () => {
    const { code, output } = await run(await folder({}), ['init']);
    expect([code, output]).toEqual([1, expect.stringMatching(/reads the package\.json of your application/)]);
  });
});

/** What TypeScript has against these files, under strict settings. */
function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  // Beside this file, so that packages are found.
  const paths = new Map(
    Object.entries(files).map(([name, text]) => [join(import.meta.dirname, 'generated', name), text]),
  );
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => paths.has(path) || ts.sys.fileExists(path);
  host.readFile = (path) => paths.get(path) ?? ts.sys.readFile(path);
  host.directoryExists = () => true;
  const program = ts.createProgram({ rootNames: [...paths.keys()], options, host });
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file !== undefined && paths.has(file.fileName))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
