/** Runs what is to run on one connection one after another; on different ones at once. */
export function inTurn<T>(connection: object, run: () => Promise<T>): Promise<T> {
  const before = lastTurns.get(connection);
  const turn = before === undefined ? run() : before.then(run);
  const end = (): void => {
    if (lastTurns.get(connection) === settled) lastTurns.delete(connection);
  };
  const settled = turn.then(end, end);
  lastTurns.set(connection, settled);
  return turn;
}

/** By connection, the end of the last turn; never rejects. */
const lastTurns = new WeakMap<object, Promise<void>>();
