import type { PillionError } from '../errors/pillion-error.js';

/** Everything that the gateway tells about itself. Log, metrics, tracing and the explorer's SQL view read these. */
export type Observation =
  | { readonly kind: 'reflected'; readonly tables: number; readonly milliseconds: number; readonly fingerprint: string }
  | {
      readonly kind: 'reflectionFailed';
      readonly error: PillionError;
      readonly retryInMilliseconds: number | undefined;
    }
  | {
      readonly kind: 'statement';
      readonly operationName: string | undefined;
      readonly sql: string;
      readonly values: readonly unknown[];
      readonly milliseconds: number;
      readonly bytes: number;
    }
  | { readonly kind: 'operationFailed'; readonly operationName: string | undefined; readonly error: PillionError }
  | {
      /** An HTTP client got less than the truth: `error` is the truth, and the client knows it by `requestId`. */
      readonly kind: 'requestFailed';
      readonly requestId: string;
      readonly operationName: string | undefined;
      readonly error: PillionError;
    };

/** A reader of observations. It is called synchronously and must not throw; what it throws is dropped. */
export type Observer = (observation: Observation) => void;

/** Tells every observer; an observer that throws harms neither the operation nor the others. */
export function observe(observers: readonly Observer[], observation: Observation): void {
  for (const observer of observers) {
    try {
      observer(observation);
    } catch {
      // An observer is the host's code: its failure is not the operation's failure.
    }
  }
}
