import { PillionError } from '../errors/pillion-error.js';
import { groupedBy } from '../model/grouped-by.js';
import { graphqlName } from './graphql-name.js';
import type { NameClaim, NamedModel, NameScope } from './name-scope.js';
import { nameScopes } from './name-scopes.js';

/**
 * Holds every name to GraphQL's grammar, and to being given once: two objects of PostgreSQL never share a name, and none
 * is renamed in silence.
 *
 * @param withinRows True for names that are never together in one schema, but for those of one row.
 * @throws PillionError `CONFIGURATION` that lists every fault with the objects in PostgreSQL's words and the remedies.
 */
export function assertNoClashes(named: NamedModel, withinRows = false): void {
  const faults: string[] = [];
  for (const scope of nameScopes(named)) {
    if (withinRows && (scope.kind === 'type' || scope.kind === 'field of Query')) continue;
    if (!isFaultless(scope)) faults.push(...illegalNames(scope), ...clashes(scope));
  }
  if (faults.length === 0) return;
  throw new PillionError(
    'CONFIGURATION',
    [
      'The database cannot be published under these names:',
      ...faults.map((fault) => `- ${fault}`),
      'A rule in the option "naming" can rename each of them too.',
    ].join('\n'),
  );
}

/** Tells it of tens of thousands of names without grouping them. */
function isFaultless({ claims }: NameScope): boolean {
  const names = new Set<string>();
  for (const { name } of claims) {
    if (names.has(name) || !graphqlName.test(name)) return false;
    names.add(name);
  }
  return true;
}

function illegalNames({ kind, claims }: NameScope): readonly string[] {
  return claims
    .filter(({ name }) => !graphqlName.test(name))
    .map((claim) => `"${claim.name}" is no legal GraphQL name for a ${kind}: ${described(claim)}.`);
}

function clashes({ kind, claims }: NameScope): readonly string[] {
  return [...groupedBy(claims, ({ name }) => name)]
    .filter(([, claimants]) => claimants.length > 1)
    .map(([name, claimants]) => {
      return `"${name}" would be the ${kind} for ${claimants.map(described).join(' and for ')}.`;
    });
}

function described({ owner, remedy }: NameClaim): string {
  if (remedy === undefined) return owner();
  return `the ${owner()} (to rename: ${typeof remedy === 'string' ? remedy : remedy()})`;
}
