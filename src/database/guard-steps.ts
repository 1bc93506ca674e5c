import type { TransactionStatus } from './postgres-client.js';
import type { Step } from './message-group.js';
import type { ReadOptions, ReadRequest } from './read-request.js';

/** The commands around a SELECT of ours that make PostgreSQL itself hold it to reading, and leave nothing behind. */
export interface GuardSteps {
  readonly steps: readonly Step[];
  /** Which of the steps is the SELECT. */
  readonly selectIndex: number;
  /** What undoes them after one has failed; PostgreSQL skips the rest of a group then. */
  readonly undo: readonly Step[];
}

/**
 * Always rolled back, never committed: a rollback also takes back what a function in the statement has set for the
 * session. Inside the host's transaction a savepoint stands for the transaction.
 */
export function guardSteps(
  status: Exclude<TransactionStatus, 'E'>,
  request: ReadRequest,
  options: ReadOptions,
): GuardSteps {
  const select = { text: request.text, values: request.values };
  if (status === 'I') {
    const before = [command('BEGIN READ ONLY'), ...settingsStep(request, options, [])];
    return { steps: [...before, select, rollback], selectIndex: before.length, undo: [rollback] };
  }
  const before = [
    command(`SAVEPOINT ${savepoint}`),
    ...settingsStep(request, options, [['transaction_read_only', 'on']]),
  ];
  const undo = [command(`ROLLBACK TO SAVEPOINT ${savepoint}`), command(`RELEASE SAVEPOINT ${savepoint}`)];
  return { steps: [...before, select, ...undo], selectIndex: before.length, undo };
}

/** The SELECT alone. */
export function bareSteps(request: ReadRequest): GuardSteps {
  return { steps: [{ text: request.portableText, values: request.values }], selectIndex: 0, undo: [] };
}

/** Milliseconds; the largest value of PostgreSQL's setting. */
const longestTimeout = 2 ** 31 - 1;
const savepoint = 'pillion_read';
const rollback = command('ROLLBACK');

function command(text: string): Step {
  return { text, values: [] };
}

type Setting = readonly [name: string, value: string];

/** One SELECT for all the settings, in force until the rollback. */
function settingsStep(request: ReadRequest, options: ReadOptions, own: readonly Setting[]): readonly Step[] {
  const calls: string[] = [];
  const values: string[] = [];
  for (const [name, value] of [...own, ...request.settings]) {
    values.push(name, value);
    const [nameAt, valueAt] = [values.length - 1, values.length];
    calls.push(`pg_catalog.set_config($${nameAt}::pg_catalog.text, $${valueAt}::pg_catalog.text, true)`);
  }
  if (options.statementTimeout !== undefined) {
    values.push(String(Math.min(Math.max(1, Math.round(options.statementTimeout)), longestTimeout)));
    calls.push(lesserTimeout(`$${values.length}`));
  }
  return calls.length === 0 ? [] : [{ text: `SELECT ${calls.join(', ')}`, values }];
}

/**
 * The session's own timeout where it is shorter. It is shown with a unit (`1500ms`, `2min`), which an interval reads;
 * 0 is none. Operators are qualified: a schema in front of the search path could define its own.
 */
function lesserTimeout(parameter: string): string {
  const own =
    "(extract(epoch from pg_catalog.current_setting('statement_timeout')::pg_catalog.interval)" +
    ' OPERATOR(pg_catalog.*) 1000)::pg_catalog.int8';
  const ours = `${parameter}::pg_catalog.int8`;
  const lesser = `CASE WHEN ${own} OPERATOR(pg_catalog.=) 0 THEN ${ours} ELSE LEAST(${own}, ${ours}) END`;
  return `pg_catalog.set_config('statement_timeout', (${lesser})::pg_catalog.text, true)`;
}
