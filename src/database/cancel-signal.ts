/**
 * Tells that nobody waits for an answer any more. Every `AbortSignal` is one; making one of those for each request costs
 * more than the rest of the request's bookkeeping, so that a mount may bring something lighter.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
