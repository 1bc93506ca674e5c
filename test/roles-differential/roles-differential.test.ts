import { expect, test } from 'vitest';
import { proofTimeout } from '../support/proof-scale.js';
import { emptyTally, openWorld, runCase, schemaFaults } from './run-world.js';

/**
 * Random databases, grants, policies, filters and exposures, and random operations over them, each as one of five roles:
 * what the role gets is what the oracle gets as that role.
 *
 * `PILLION_ROLES_SEED=3.417` runs one case of one world again. `PILLION_ROLES_OPERATIONS=100000` runs so many operations,
 * from the world `PILLION_ROLES_FROM` on.
 */
const isFull = process.env.PILLION_PROOFS === 'full';
const { PILLION_ROLES_SEED: only, PILLION_ROLES_OPERATIONS, PILLION_ROLES_FROM } = process.env;
const [onlyWorld, onlyCase] = only?.split('.').map(Number) ?? [];
const wanted = only === undefined ? Number(PILLION_ROLES_OPERATIONS ?? (isFull ? 20_000 : 1_000)) : 1;
/** Making a world takes as long as some hundred operations. */
const perWorld = isFull ? 1000 : 500;

test(
  `${wanted} random operations as random roles give what PostgreSQL gives those roles`,
  async () => {
    const tally = emptyTally();
    for (let world = onlyWorld ?? Number(PILLION_ROLES_FROM ?? 1); tally.operations < wanted; world += 1) {
      const subject = await openWorld(world);
      try {
        expect(await schemaFaults(subject), `PILLION_ROLES_SEED=${world}.1`).toEqual([]);
        const end = only === undefined ? Math.min(wanted, tally.operations + perWorld) : tally.operations + 1;
        let next = onlyCase ?? 1;
        const faults: string[] = [];
        const work = async (): Promise<void> => {
          while (tally.operations < end && faults.length < 3) {
            const own = next++;
            const fault = await runCase(subject, world * 1_000_000 + own, tally);
            if (fault !== undefined) faults.push(`PILLION_ROLES_SEED=${world}.${own}\n${fault}`);
          }
        };
        await Promise.all(Array.from({ length: only === undefined ? atOnce : 1 }, work));
        expect(faults.join('\n\n')).toBe('');
      } finally {
        await subject.close();
      }
      if (only !== undefined) break;
    }
    if (only !== undefined) return;
    // Worlds in which nothing can be read, or nothing is hidden, would prove nothing.
    const { operations } = tally;
    expect(operations).toBeGreaterThanOrEqual(wanted);
    expect(tally.rows).toBeGreaterThan(operations / 4);
    expect(tally.refused).toBeGreaterThan(operations / 100);
    expect(tally.refused).toBeLessThan(operations / 3);
    expect(tally.twins).toBeGreaterThan(operations / 20);
    expect(tally.pages).toBeGreaterThan(operations / 100);
    expect(tally.forged).toBeGreaterThan(operations / 200);
  },
  PILLION_ROLES_OPERATIONS === undefined ? 3 * proofTimeout : 24 * 3_600_000,
);

/** While PostgreSQL works on some operations, others are made. */
const atOnce = 6;
