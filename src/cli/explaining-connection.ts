import type { DatabaseConnection, WithConnection } from '../database/connection.js';

/** What an operation would have run, and how PostgreSQL would have run it. */
export interface Explained {
  readonly sql: string;
  readonly plan: PlanNode;
}

/** A node of `EXPLAIN (VERBOSE, FORMAT JSON)`, as far as it is looked at. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Schema?: string;
  readonly 'Total Cost': number;
  readonly 'Plan Rows': number;
  readonly Filter?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The context of an operation that is to be explained; filled in when its statement is known. */
export interface Explanation {
  explained?: Explained;
}

/** Lends connections on which operations with an `Explanation` as context are explained and not run; they then fail. */
export function explainingConnection(lend: WithConnection): WithConnection<Explanation | undefined> {
  return (explanation, run) =>
    lend(undefined, (connection) => run(explanation === undefined ? connection : explaining(connection, explanation)));
}

function explaining(connection: DatabaseConnection, explanation: Explanation): DatabaseConnection {
  return {
    async query({ text, ...rest }) {
      const { rows } = await connection.query({ text: `EXPLAIN (VERBOSE, FORMAT JSON) ${text}`, ...rest });
      const { 'QUERY PLAN': answer } = rows[0] as { readonly 'QUERY PLAN': string | Explain };
      // Drivers differ in whether they parse JSON.
      const [{ Plan: plan }] = typeof answer === 'string' ? (JSON.parse(answer) as Explain) : answer;
      explanation.explained = { sql: text, plan };
      throw new Error('Explained, and not run.');
    },
  };
}

type Explain = readonly [{ readonly Plan: PlanNode }];
