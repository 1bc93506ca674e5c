/** The folders of `src/`: each may import those before it, and none behind it. */
export const stages = [
  'errors',
  'observation',
  'database',
  'catalog',
  'model',
  'naming',
  'typesystem',
  'validation',
  'plan',
  'sql',
  'execution',
  'extension',
  'gateway',
  // Before the server, because the mounts serve its files.
  'explorer',
  'server',
  'conformance',
  'cli',
] as const;
