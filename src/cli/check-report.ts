import type { CheckedOperation, CheckLimits } from './check-operation.js';

export interface CheckOptions extends CheckLimits {
  /** `warning`: warnings, too, make the exit code 1. */
  readonly failOn: 'error' | 'warning';
  readonly json?: boolean;
  readonly printSql?: boolean;
}

export interface CheckReport {
  readonly operations: readonly CheckedOperation[];
  /** Foreign keys that are followed backwards without an index to do it with. */
  readonly warnings: readonly string[];
}
