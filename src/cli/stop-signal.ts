/**
 * Resolves at the first SIGINT or SIGTERM. The second ends the process as if nobody listened.
 *
 * Under `npm start` a SIGTERM to npm ends only the shell between npm and this process, so there the loss of the parent
 * means the same.
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const watch = process.env.npm_lifecycle_event === undefined ? undefined : whenParentEnds(() => stop());
    const stop = (): void => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      clearInterval(watch);
      resolve();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}

function whenParentEnds(stop: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 200).unref();
}
