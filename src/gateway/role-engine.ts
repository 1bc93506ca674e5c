import type { Engine } from './gateway.js';
import type { Reflection } from './reflection.js';
import { sdlOf } from './sdl-of.js';

/** The gateway with the schema of one role, as that is now. Operations go through the whole gateway. */
export function roleEngine<Context>(
  whole: Engine<Context>,
  role: string | null,
  { schema }: Reflection<Context>,
): Engine<Context> {
  return {
    role,
    schema,
    settings: whole.settings,
    get status() {
      return whole.status;
    },
    sdl: () => sdlOf(schema),
    execute: (request) => whole.execute(request),
    executeText: (request) => whole.executeText({ ...request, schema: request.schema ?? schema }),
    streamRows: (request) => whole.streamRows(request),
    onSchema(listener) {
      listener(schema);
      return () => undefined;
    },
    forRole: (other) => whole.forRole(other),
    reload: () => whole.reload(),
    close: () => whole.close(),
  };
}
