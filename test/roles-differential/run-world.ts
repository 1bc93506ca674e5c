import type pg from 'pg';
import { type WithConnection } from '../../src/database/connection.js';
import { fromPool } from '../../src/database/from-pool.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { type Draw, drawFrom } from '../property/differential/draw.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { drawOperation } from './draw-operation.js';
import { drawWorld } from './draw-world.js';
import { forgedCursor } from './forged-cursor.js';
import { conditionObject, graphqlText } from './graphql-text.js';
import type { List, Root } from './operation.js';
import { oracleSql } from './oracle.js';
import { drawTwins, hiddenNames, type Request } from './secrets.js';
import { type Viewer, viewerOf } from './viewer.js';
import { type Asker, roleCount, roleName, users, type World } from './world.js';
import { capital } from './words.js';
import { exposureOf, worldSql } from './world-sql.js';

/** The context of a request; it counts the loans that were made for it. */
interface Context extends Asker {
  loans: number;
}

/** What was met, so that a test can tell that it met anything. */
export interface Tally {
  operations: number;
  /** Answers with a row in them, and refusals by PostgreSQL. */
  rows: number;
  refused: number;
  pages: number;
  twins: number;
  forged: number;
}

export const emptyTally = (): Tally => ({
  operations: 0,
  rows: 0,
  refused: 0,

  pages: 0,
  twins: 0,
  forged: 0,
});

/** One random world with its gateways. */
export interface Subject {
  readonly world: World;
  readonly database: TestDatabase;
  /** The schema of the role of the request. */
  readonly byRole: Gateway<Context>;
  /** One schema, and the host sets the role. */
  readonly byHost: Gateway<Context>;
  /** What sees everything, of which forged cursors are. */
  readonly open: Gateway;
  readonly viewers: readonly Viewer[];
  readonly everybody: Viewer;
  readonly close: () => Promise<void>;
}

export async function openWorld(seed: number): Promise<Subject> {
  const world = drawWorld(drawFrom(seed));
  const database = await createDatabase({ sql: [worldSql(world)] });
  const options: GatewayOptions<Context> = {
    withConnection: lendAsRole(database.pool),
    namespaces: ['public', 'depot'],
    expose: exposureOf(world),
    rowFilters: Object.fromEntries(
      world.tables.flatMap((table) => {
        const filter = world.filters.get(table.name);
        if (filter === undefined) return [];
        const give = ({ user }: Context) =>
          filter.all.includes(user) || (!filter.none.includes(user) && conditionObject(filter.condition, user));
        return [[table.type, give]];
      }),
    ),
    statementTimeout: 60_000,
    loanTimeout: 60_000,
  };
  const byRole = await createGateway<Context>({ ...options, role: ({ role }) => roleName(role) });
  const byHost = await createGateway<Context>(options);
  const open = await createGateway({ withConnection: fromPool(database.pool), namespaces: ['public', 'depot'] });
  return {
    world,
    database,
    byRole,
    byHost,
    open,
    viewers: Array.from({ length: roleCount }, (_, role) => viewerOf(world, role)),
    everybody: viewerOf(world, undefined),
    close: async () => {
      await Promise.all([byRole.close(), byHost.close(), open.close()]);
      await database.drop();
    },
  };
}

/** What the schema of a role tells, held against what the world says. */
export async function schemaFaults({ world, byRole, byHost, viewers, everybody }: Subject): Promise<readonly string[]> {
  const told = await Promise.all(
    [...viewers.keys(), undefined].map(async (role) => {
      const viewer = (role === undefined ? undefined : viewers[role]) ?? everybody;
      const sdl = (role === undefined ? byHost : await byRole.forRole(roleName(role))).sdl();
      const hidden = hiddenNames(world, viewer)?.exec(sdl);
      const missing = [
        ...viewer.tables.flatMap((table) => [table.list, ...viewer.columns(table).map(({ field }) => field)]),
        ...viewer.tables.flatMap((table) => viewer.relationships(table).map(({ field }) => field)),
        ...viewer.functions.map(({ field }) => field),
      ].filter((field) => !new RegExp(`\\b${field}\\b`).test(sdl));
      return [
        ...(hidden == null
          ? []
          : [`shows ${hidden[0]}: ${sdl.slice(Math.max(0, hidden.index - 80), hidden.index + 80)}`]),
        ...missing.map((field) => `does not show ${field}`),
      ].map((fault) => `The schema of ${role === undefined ? 'everybody' : roleName(role)} ${fault}`);
    }),
  );
  return told.flat();
}

/** Some operations of one seed; what differs from the oracle, if anything. */
export async function runCase(subject: Subject, seed: number, tally: Tally): Promise<string | undefined> {
  const draw = drawFrom(seed);
  const role = draw.below(roleCount);
  const ways = draw.chance(0.65) ? 'byRole' : 'byHost';
  const ofRole = subject.viewers[role] ?? subject.everybody;
  const schema = ways === 'byRole' ? ofRole : subject.everybody;
  const run: Run = { subject, draw, gateway: subject[ways], viewer: schema, tally };
  if (draw.chance(0.25)) return runTwins(run, { role, user: draw.one(users) });
  if (draw.chance(0.06)) return runForged(run, { role, user: draw.one(users) });
  // In a schema that shows more than the role may read, most operations name what it may.
  const drawn = ways === 'byHost' && draw.chance(0.85) ? ofRole : schema;
  if (drawn.tables.length === 0) return undefined;
  let roots: readonly Root[] | undefined = drawOperation(draw, drawn);
  const text = graphqlText(roots, draw.chance(0.5));
  const [one = 0, other = 1] = draw.some(users, 2, 2);
  const answer = await runOperation(run, roots, text, { role, user: one });
  if (answer.fault !== undefined) return answer.fault;
  const second = await runOperation(run, roots, text, { role, user: other });
  if (second.fault !== undefined) return second.fault;
  for (let pages = 0, last: Answered = second; pages < 3; pages += 1) {
    roots = nextPage(roots, last.data);
    if (roots === undefined) break;
    tally.pages += 1;
    last = await runOperation(run, roots, graphqlText(roots, true), { role, user: other });
    if (last.fault !== undefined) return last.fault;
  }
  return undefined;
}

interface Run {
  readonly subject: Subject;
  readonly draw: Draw;
  readonly gateway: Gateway<Context>;
  readonly viewer: Viewer;
  readonly tally: Tally;
}

interface Answered {
  readonly data: unknown;
  readonly fault: string | undefined;
}

async function runOperation(
  { subject, gateway, viewer, tally }: Run,
  roots: readonly Root[],
  text: Request,
  asker: Asker,
): Promise<Answered> {
  const sql = oracleSql(subject.world, viewer, roots, asker.user);
  const [{ data, errors }, expected] = await Promise.all([
    gateway.execute({ ...text, context: { ...asker, loans: 0 } }),
    askOracle(subject.database.pool, asker, sql),
  ]);
  tally.operations += 1;
  const fault = (told: string): Answered => ({
    data,
    fault: `${roleName(asker.role)}, user ${asker.user}, ${gateway === subject.byRole ? 'by role' : 'by host'}:\n${text.query}\n${JSON.stringify(text.variables)}\n${told}\n${sql}`,
  });
  if (expected === undefined) {
    tally.refused += 1;
    const code = errors?.[0]?.extensions.code;
    const leaks = /denied|42501|pillion_differential/.exec(JSON.stringify(errors));
    return code === 'FORBIDDEN' && data == null && leaks === null
      ? { data: undefined, fault: undefined }
      : fault(`The role may not read that, and got ${JSON.stringify({ data, errors })}`);
  }
  // Whether PostgreSQL calls a function of which no row can be let through, and finds that the role may not, is its affair.
  const isRefused = errors?.[0]?.extensions.code === 'FORBIDDEN' && data == null;
  if (isRefused && roots.some((root) => hidesAllOfFunction(subject.world, root, asker.user))) {
    tally.refused += 1;
    return { data: undefined, fault: undefined };
  }
  if (errors !== undefined) {
    const cause = errors.map(({ originalError }) => originalError?.message ?? '').join();
    return fault(`expected ${expected}\ngot ${JSON.stringify(errors)} ${cause}`);
  }
  const given = JSON.stringify(data, (key, value: unknown) => (key === 'endCursor' ? undefined : value));
  const wanted = JSON.stringify(JSON.parse(expected));
  if (given !== wanted) return fault(`expected ${wanted}\n     got ${given}`);
  if (/\{"(?!nodes|pageInfo|f\d)\w+":/.test(given)) tally.rows += 1;
  return { data, fault: undefined };
}

function hidesAllOfFunction({ filters }: World, root: Root, user: number): boolean {
  const list = root.is === 'list' && root.list.from.is === 'function' ? root.list.from : undefined;
  const routine = root.is === 'one' ? root.routine : list?.routine;
  return routine !== undefined && filters.get(routine.table.name)?.none.includes(user) === true;
}

/** Undefined where PostgreSQL refuses the role something (42501). */
async function askOracle(pool: pg.Pool, { role, user }: Asker, sql: string): Promise<string | undefined> {
  const client = await pool.connect();
  try {
    const results = (await client.query(
      `begin read only; set local role ${roleName(role)}; set local app.asker = '${user}'; ${sql}; rollback`,
    )) as unknown as pg.QueryResult<{ answer: string }>[];
    return results[3]?.rows[0]?.answer ?? '';
  } catch (thrown) {
    await client.query('rollback');
    if ((thrown as { code?: string }).code === '42501') return undefined;
    throw new Error(`The oracle cannot be asked: ${String(thrown)}\n${sql}`, { cause: thrown });
  } finally {
    client.release();
  }
}

/** The same with the next page of its only list; undefined where there is none. */
function nextPage(roots: readonly Root[], data: unknown): readonly Root[] | undefined {
  const [root] = roots;
  if (root?.is !== 'list' || roots.length > 1 || !root.list.pageInfo) return undefined;
  const { page } = root.list;
  const connection = (data as Readonly<Record<string, Shown | undefined>> | undefined)?.[root.alias];
  const { endCursor = null, hasNextPage = false } = connection?.pageInfo ?? {};
  if (endCursor === null || !hasNextPage || page === undefined || page.from === 'last') return undefined;
  const number = (page.after?.number ?? 0) + page.offset + (connection?.nodes.length ?? 0);
  const list: List = { ...root.list, page: { ...page, offset: 0, after: { cursor: endCursor, number } } };
  return [{ ...root, list }];
}

interface Shown {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** Something hidden, and something that never was, named in the same place. */
async function runTwins({ subject, draw, gateway, viewer, tally }: Run, asker: Asker): Promise<string | undefined> {
  const twins = drawTwins(draw, subject.world, viewer);
  if (twins === undefined) return undefined;
  const contexts = twins.requests.map(() => ({ ...asker, loans: 0 }));
  const results: string[] = [];
  for (const [index, request] of twins.requests.entries()) {
    const answer = await gateway.execute({ ...request, context: contexts[index] as Context });
    results.push(JSON.stringify(answer));
  }
  tally.operations += 1;
  tally.twins += 1;
  const [hidden, never] = results.map((result, index) => sameWords(result, twins.names[index] ?? ''));
  const who = `${roleName(asker.role)} ${gateway === subject.byRole ? 'by role' : 'by host'}:\n${JSON.stringify(twins.requests)}`;
  if (hidden !== never) return `${who}\nThe hidden one gets\n${hidden}\nand the other\n${never}`;
  if (contexts.some(({ loans }) => loans > 0) && !hidden?.startsWith('{"data"')) {
    return `${who}\nA connection was lent for ${JSON.stringify(contexts.map(({ loans }) => loans))}`;
  }
  if (contexts[0]?.loans !== contexts[1]?.loans) return `${who}\nConnections were lent for one of the two.`;
  const asked = twins.requests[0].query + JSON.stringify(twins.requests[0].variables);
  const others = hiddenNames(subject.world, viewer);
  const told = others && new RegExp(others, 'g');
  const leak = [...(results[0]?.matchAll(told ?? /$^/g) ?? [])].find(([name]) => !asked.includes(name));
  return leak === undefined ? undefined : `${who}\nThe answer speaks of ${leak[0]}: ${results[0]}`;
}

/** Suggestions go by the letters of the name, and by what the schema shows. */
function sameWords(answer: string, name: string): string {
  return answer
    .replaceAll(/ Did you mean [^?]*\?/g, '')
    .replaceAll(new RegExp(`(?<![A-Za-z])${name}(?=Aggregate\\b|Where\\b|\\b)`, 'g'), 'NAME')
    .replaceAll(new RegExp(`By${capital(name)}\\b`, 'g'), 'ByName')
    .replaceAll(Buffer.from(`["${name}",1]`).toString('base64'), 'ID');
}

/** A cursor of a list that sees everything, in the list of a role. */
async function runForged({ subject, draw, gateway, viewer, tally }: Run, asker: Asker): Promise<string | undefined> {
  const forged = await forgedCursor(draw, viewer, async (query) => (await subject.open.execute({ query })).data);
  if (forged === undefined) return undefined;
  const context = { ...asker, loans: 0 };
  const ask = async (query: string) => gateway.execute({ query, context });
  const [whole, after] = [await ask(forged.whole), await ask(forged.after)];
  tally.operations += 2;
  const told = forged.fault(whole, after);
  if (told === undefined) tally.forged += 1;
  return told === undefined ? undefined : `${roleName(asker.role)}, user ${asker.user}:\n${forged.after}\n${told}`;
}

function lendAsRole(pool: pg.Pool): WithConnection<Context> {
  const lend = fromPool(pool);
  return async (context, run) => {
    // The gateway itself asks without a context.
    if ((context as Context | undefined) === undefined) return lend(context, run);
    context.loans += 1;
    const client = await pool.connect();
    try {
      await client.query(`begin; set local role ${roleName(context.role)}; set local app.asker = '${context.user}'`);
      return await run(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
}
