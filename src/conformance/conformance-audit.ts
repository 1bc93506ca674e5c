/** One promise of a host, and the code that tries it. Made for any test runner: one test an audit. */
export interface ConformanceAudit {
  /** Stays the same from version to version: `transaction-sees-uncommitted-rows`. */
  readonly id: string;
  /** The promise as a sentence, with the MUST and SHOULD of RFC 2119. */
  readonly name: string;
  /** Never rejects. */
  run(): Promise<AuditResult>;
}

export type AuditResult =
  | { readonly status: 'ok' }
  /** A SHOULD that is not kept, or a promise that could not be tried. `reason` says what to do about it. */
  | { readonly status: 'warn'; readonly reason: string }
  /** A MUST that is not kept. `reason` says what the host did wrong, and how to mend it. */
  | { readonly status: 'error'; readonly reason: string };

/** What a check has found: nothing, a fault, or that it could not tell. */
export type Finding = undefined | string | { readonly untried: string };

/** @param check - gives what is wrong and how to mend it, or undefined; whatever it throws is a fault as well. */
export function defineAudit(id: string, name: string, check: () => Promise<Finding>): ConformanceAudit {
  const level = name.includes('MUST') ? 'error' : 'warn';
  return {
    id,
    name,
    async run() {
      const finding = await inTime(check).catch((thrown: unknown) => `It ended with: ${messageOf(thrown)}`);
      if (finding === undefined) return { status: 'ok' };
      if (typeof finding === 'object') return { status: 'warn', reason: finding.untried };
      return { status: level, reason: finding };
    },
  };
}

/** What a thrown thing says, with its Pillion code or SQLSTATE. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return 'code' in thrown && typeof thrown.code === 'string' ? `${thrown.code}: ${thrown.message}` : thrown.message;
}

/** Milliseconds for a whole audit: far more than any needs. */
const longestAudit = 20_000;

async function inTime(check: () => Promise<Finding>): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    const fault =
      `It had not ended after ${longestAudit / 1000} seconds: a connection or a lock was never given back, or a promise` +
      ' never settled. Await run, and give back in a finally.';
    timer = setTimeout(() => resolve(fault), longestAudit);
  });
  try {
    return await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}
