import type { TransactionStatus } from './postgres-client.js';
import type { Step } from './frontend-messages.js';
import type { ReadOptions, ReadRequest } from './read-request.js';

/** The commands around a SELECT of ours that hold it to reading, or keep the host's transaction from harm. */
export interface GuardSteps {
  readonly steps: readonly Step[];
  /** Which of the steps is the SELECT. */
  readonly selectIndex: number;
  /** True if it gives any number of rows, and not the one. */
  readonly givesRows: boolean;
  /** What undoes them after one has failed; PostgreSQL skips the rest of a group then. */
  readonly undo: readonly Step[];
}

/**
 * Always rolled back, never committed: a rollback also takes back what a function in the statement has set for the
 * session. Inside the host's transaction a savepoint stands for the transaction. Without a status (guard `none` on a pg
 * that does not tell it) nothing is known to be prepared: a lost name would abort the host's transaction, if one is open.
 *
 * The savepoint has no name: were that lost, nothing would keep the host's transaction. Nor has what undoes after a failure.
 */
export function guardSteps(
  status: Exclude<TransactionStatus, 'E'> | undefined,
  request: ReadRequest,
  options: ReadOptions,
): GuardSteps {
  if (options.guard === 'none') return alone(bare(request, status === 'I', status === 'I'));
  if (options.guard === 'light') {
    const select = bare(request, true, true);
    return status === 'I' ? alone(select) : within(saving, select, keeping);
  }
  const step: Step = { text: request.text, values: request.values, lasting: true };
  const select: Select = { step, givesRows: request.rows !== undefined };
  if (status === 'I') return within([begin, ...settingsStep(request, options, [])], select, [rollback]);
  const settings = settingsStep(request, options, [['transaction_read_only', 'on']]);
  return within([...saving, ...settings], select, keeping);
}

/** Milliseconds; the largest value of PostgreSQL's setting. */
const longestTimeout = 2 ** 31 - 1;
const savepoint = 'pillion_read';
const begin = lasting('BEGIN READ ONLY');
const rollback = lasting('ROLLBACK');
const saving: readonly Step[] = [{ text: `SAVEPOINT ${savepoint}`, values: [] }];
const keeping = [lasting(`ROLLBACK TO SAVEPOINT ${savepoint}`), lasting(`RELEASE SAVEPOINT ${savepoint}`)];

/** Parsing even these costs PostgreSQL 2 µs each. */
function lasting(text: string): Step {
  return { text, values: [], lasting: true };
}

interface Select extends Pick<GuardSteps, 'givesRows'> {
  readonly step: Step;
}

/** @param settingsEnd True if a setting that the statement makes for its transaction ends with the group. */
function bare(request: ReadRequest, lasting: boolean, settingsEnd: boolean): Select {
  const { rows, settings } = request;
  const set = settings.length > 0;
  const { text, values } = set && (rows === undefined || !settingsEnd) ? request.portable() : request;
  const shown = set && rows !== undefined && settingsEnd ? rows.standaloneText : text;
  const step = { text: shown, values };
  return { step: lasting ? { ...step, lasting } : step, givesRows: rows !== undefined && (!set || settingsEnd) };
}

function alone({ step, givesRows }: Select): GuardSteps {
  return { steps: [step], selectIndex: 0, givesRows, undo: [] };
}

function within(before: readonly Step[], { step, givesRows }: Select, undo: readonly Step[]): GuardSteps {
  return { steps: [...before, step, ...undo], selectIndex: before.length, givesRows, undo };
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
  for (const [name, limit] of [
    ['statement_timeout', options.statementTimeout],
    ['lock_timeout', options.lockTimeout],
  ] as const) {
    if (limit === undefined) continue;
    values.push(String(Math.min(Math.max(1, Math.round(limit)), longestTimeout)));
    calls.push(lesserTimeout(name, `$${values.length}`));
  }
  return calls.length === 0 ? [] : [{ text: `SELECT ${calls.join(', ')}`, values, lasting: true }];
}

/**
 * The session's own timeout where it is shorter. It is shown with a unit (`1500ms`, `2min`), which an interval reads;
 * 0 is none. Operators are qualified: a schema in front of the search path could define its own.
 */
function lesserTimeout(name: string, parameter: string): string {
  const own = `pg_catalog.current_setting('${name}')`;
  const milliseconds = `(extract(epoch from ${own}::pg_catalog.interval) OPERATOR(pg_catalog.*) 1000)::pg_catalog.int8`;
  const ours = `${parameter}::pg_catalog.int8`;
  const lesser = `CASE WHEN ${own} OPERATOR(pg_catalog.=) '0' THEN ${ours} ELSE LEAST(${milliseconds}, ${ours}) END`;
  return `pg_catalog.set_config('${name}', (${lesser})::pg_catalog.text, true)`;
}
