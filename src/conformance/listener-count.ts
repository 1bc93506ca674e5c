import type { DatabaseConnection } from '../database/connection.js';

/** How many listeners an object has for each event: `end: 1, error: 2`. Empty for what emits no events. */
export function listenerCount(connection: DatabaseConnection): string {
  if (!emitsEvents(connection)) return '';
  return connection
    .eventNames()
    .map((name) => `${String(name)}: ${connection.listenerCount(name)}`)
    .sort()
    .join(', ');
}

interface EventSource {
  eventNames(): readonly (string | symbol)[];
  listenerCount(name: string | symbol): number;
}

function emitsEvents(connection: object): connection is EventSource {
  return (
    'eventNames' in connection &&
    typeof connection.eventNames === 'function' &&
    'listenerCount' in connection &&
    typeof connection.listenerCount === 'function'
  );
}
