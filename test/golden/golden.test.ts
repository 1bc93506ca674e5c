import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type DocumentNode, getOperationAST, getVariableValues, Kind, parse, validate } from 'graphql';
import { format } from 'sql-formatter';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WithConnection } from '../../src/database/connection.js';
import type { Observation } from '../../src/observation/observation.js';
import { planOperation } from '../../src/plan/plan-operation.js';
import { printPlan } from '../../src/plan/print-plan.js';
import { printJson } from '../support/print-json.js';
import { createDatabase } from '../support/database.js';
import { type ReflectedDatabase, reflect, sampleFiles } from '../support/reflected-database.js';

/**
 * One operation a file, `<database>/<feature>/<behaviour>.graphql`; its variables stand in the first line as
 * `# variables: {…}`. Beside it `<behaviour>.golden.md` holds plan, SQL and answer, or the error; and
 * `<behaviour>.sql`, where it is there, is a statement written by hand whose one JSON value must be the same answer.
 */
const root = import.meta.dirname;
const renew = process.env.PILLION_GOLDEN === 'renew' && process.env.CI === undefined;

/** What the session of a gateway over this database says first; statements by hand run as the owner all the same. */
const sessions: Readonly<Record<string, string>> = {
  'row-level-security': `set role pillion_reader; set app.tenant = '1'`,
};

for (const name of folders(root)) {
  describe(name, () => {
    let reflected: ReflectedDatabase;
    /** Lends what no more is known of than that it can be asked. */
    let lendOther: WithConnection;
    const statements: Extract<Observation, { kind: 'statement' }>[] = [];
    beforeAll(async () => {
      const database = await createDatabase({ files: sampleFiles(name), template: true });
      const lend = async <T>(run: (client: PoolClient) => Promise<T>): Promise<T> => {
        const client = await database.pool.connect();
        try {
          await client.query(sessions[name] ?? '');
          return await run(client);
        } finally {
          await client.query('reset role; reset app.tenant');
          client.release();
        }
      };
      lendOther = (_context, run) => lend((client) => run({ query: (statement) => client.query(statement) }));
      reflected = await reflect(database, {
        withConnection: (_context, run) => lend(run),
        observers: [(observation) => observation.kind === 'statement' && statements.push(observation)],
        // Not known; autovacuum might have counted them, or not.
        estimatedRows: -1,
      });
    });
    afterAll(() => reflected.database.drop());

    for (const file of operations(join(root, name))) {
      it(relative(join(root, name), file).split(sep).join(': ').replace('.graphql', ''), async () => {
        statements.length = 0;
        const source = readFileSync(file, 'utf8');
        const variables = variablesOf(source);
        const document = parse(source);
        expect(validate(reflected.schema, document)).toEqual([]);
        const result = await reflected.executeText({ document, variables, operationName: undefined, context: {} });
        const golden = [
          ...(result.errors === undefined
            ? [
                section('Plan', 'text', planText(reflected, document, variables)),
                ...statements.map(({ sql }) => section('SQL', 'sql', formatSql(sql))),
                section('Answer', 'json', printJson(result.data ?? 'null')),
              ]
            : [section('Error', 'json', JSON.stringify(result.errors, null, 2))]),
        ].join('\n');
        const goldenFile = file.replace('.graphql', '.golden.md');
        if (renew) writeFileSync(goldenFile, golden);
        expect(golden).toBe(readFileSync(goldenFile, 'utf8'));
        expect(statements.length).toBeLessThanOrEqual(1);

        const asked = { document, variables, operationName: undefined, context: {}, lend: lendOther };
        expect((await reflected.executeText(asked)).data, 'of another driver').toBe(result.data);

        const byHand = file.replace('.graphql', '.sql');
        if (!existsSync(byHand)) return;
        const { rows } = await reflected.database.pool.query<Record<string, unknown>>(readFileSync(byHand, 'utf8'));
        expect(JSON.parse(result.data ?? 'null')).toEqual(Object.values(rows[0] ?? {})[0]);
      });
    }
  });
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}

function operations(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => join(path, name));
}

function variablesOf(source: string): Record<string, unknown> {
  const line = /^# variables: (.*)$/m.exec(source)?.[1];
  return line === undefined ? {} : (JSON.parse(line) as Record<string, unknown>);
}

function planText(reflected: ReflectedDatabase, document: DocumentNode, variables: Record<string, unknown>): string {
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('A golden document holds one operation.');
  const { coerced = {} } = getVariableValues(reflected.schema, operation.variableDefinitions ?? [], variables);
  const fragments = document.definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
  );
  return printPlan(planOperation({ ...reflected, fragments: new Map(fragments), variables: coerced }, operation));
}

function formatSql(sql: string): string {
  return format(sql, { language: 'postgresql', keywordCase: 'lower', expressionWidth: 100 });
}

function section(title: string, language: string, text: string): string {
  return `## ${title}\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;
}
