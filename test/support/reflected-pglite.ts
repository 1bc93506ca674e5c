import type { Extension } from '@electric-sql/pglite';
import { PGlite } from '@electric-sql/pglite';
import { parse, validate } from 'graphql';
import { expect } from 'vitest';
import { turns } from '../../src/cli/turns.js';
import type { Observation } from '../../src/observation/observation.js';
import { reflectLoans, type ReflectedLoans, type ReflectOptions } from './reflected-database.js';

/** A PostgreSQL in this process, for the extensions that the embedded server has not. */
export interface ReflectedPGlite extends ReflectedLoans {
  /** What stands in the first column of the rows. */
  readonly column: (text: string, values?: unknown[]) => Promise<unknown[]>;
  /** The answer's data, or the message of the first error. */
  readonly ask: (source: string, variables?: Record<string, unknown>) => Promise<unknown>;
  /** The plan of the statement that answers an operation. */
  readonly explain: (source: string, variables?: Record<string, unknown>) => Promise<string>;
  readonly close: () => Promise<void>;
}

interface PGliteParts {
  /** By the names that `create extension` knows. */
  readonly extensions: Record<string, Extension>;
  /** Set for extensions that are made for another release of PGlite. */
  readonly create?: (options: { extensions: Record<string, Extension> }) => Promise<Database>;
}

type Database = Pick<PGlite, 'exec' | 'query' | 'close'>;

export async function reflectPGlite(
  sql: string,
  { extensions, create = PGlite.create.bind(PGlite), ...options }: ReflectOptions & PGliteParts,
): Promise<ReflectedPGlite> {
  const database: Database = await create({ extensions });
  await database.exec(sql);
  const turn = turns();
  const connection = {
    query: (statement: { readonly text: string; values?: unknown[] }) =>
      database.query(statement.text, statement.values),
  };
  const statements: Extract<Observation, { kind: 'statement' }>[] = [];
  const reflected = await reflectLoans((_context, run) => turn(() => run(connection)), {
    observers: [(observation) => observation.kind === 'statement' && statements.push(observation)],
    ...options,
  });
  const answer: ReflectedPGlite['ask'] = async (source, variables = {}) => {
    const document = parse(source);
    const [invalid] = validate(reflected.schema, document);
    if (invalid !== undefined) return invalid.message;
    const request = { document, variables, operationName: undefined, context: {} };
    const { data, errors } = await reflected.executeText(request);
    return errors === undefined ? (JSON.parse(data ?? '') as unknown) : errors[0]?.message;
  };
  return {
    ...reflected,
    ask: answer,
    async column(text, values = []) {
      const { rows } = await database.query<unknown[]>(text, values, { rowMode: 'array' });
      return rows.map(([value]) => value);
    },
    async explain(source, variables) {
      statements.length = 0;
      expect(await answer(source, variables)).toBeTypeOf('object');
      const [statement] = statements;
      const { rows } = await database.query<string[]>(
        `explain ${statement?.sql ?? ''}`,
        [...(statement?.values ?? [])],
        {
          rowMode: 'array',
        },
      );
      return rows.map(([line]) => line).join('\n');
    },
    close: () => database.close(),
  };
}
