import type { Observation } from '../observation/observation.js';

/** Tells the terminal what its owner has to know; statements and successes stay silent. */
export function consoleObserver(observation: Observation): void {
  const line = lineFor(observation);
  if (line !== undefined) console.error(`pillion: ${line}`);
}

function lineFor(observation: Observation): string | undefined {
  switch (observation.kind) {
    case 'reflectionFailed':
      return observation.retryInMilliseconds === undefined
        ? undefined
        : `${observation.error.message} (trying again in ${observation.retryInMilliseconds} ms)`;
    case 'requestFailed':
      return `${observation.error.code} in request ${observation.requestId}: ${observation.error.message}`;
    default:
      return undefined;
  }
}
