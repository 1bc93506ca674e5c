import type { Observation, Observer } from '../observation/observation.js';

/**
 * Tells the terminal what its owner has to know; statements and successes stay silent. A database that cannot be reached is
 * told once for each reason, however often it is tried again, and once more when it answers.
 */
export function consoleObserver(): Observer {
  let failure: string | undefined;
  return (observation) => {
    if (observation.kind === 'reflected') {
      if (failure !== undefined) console.error('pillion: the database answers now.');
      failure = undefined;
      return;
    }
    const line = lineFor(observation);
    if (observation.kind === 'reflectionFailed') {
      if (observation.error.message === failure) return;
      failure = observation.error.message;
    }
    if (line !== undefined) console.error(`pillion: ${line}`);
  };
}

function lineFor(observation: Observation): string | undefined {
  switch (observation.kind) {
    case 'reflectionFailed':
      return observation.retryInMilliseconds === undefined
        ? undefined
        : `${observation.error.message} (trying again in ${observation.retryInMilliseconds} ms, and on until it answers)`;
    case 'requestFailed':
      return `${observation.error.code} in request ${observation.requestId}: ${observation.error.message}`;
    default:
      return undefined;
  }
}
