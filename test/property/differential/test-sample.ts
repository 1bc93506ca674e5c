import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway, fromPool } from '../../../src/index.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { proofTimeout, scaled } from '../../support/proof-scale.js';
import { sampleFiles } from '../../support/reflected-database.js';
import { loadModel } from './model.js';
import { runCase, type Subject } from './run-case.js';
import type { Sample } from './samples.js';

/**
 * Random operations over a sample database, answered by the gateway and by the evaluator.
 *
 * `PILLION_DIFFERENTIAL_SEED=7` runs one case again. `PILLION_DIFFERENTIAL_OPERATIONS=500000` runs so many operations
 * over each sample, from the seed `PILLION_DIFFERENTIAL_FROM` on.
 */
export function testSample(sample: Sample): void {
  const { PILLION_DIFFERENTIAL_SEED: only, PILLION_DIFFERENTIAL_OPERATIONS, PILLION_DIFFERENTIAL_FROM } = process.env;
  const wanted = only === undefined ? Number(PILLION_DIFFERENTIAL_OPERATIONS ?? scaled(10_000)) : 1;
  let seed = Number(only ?? PILLION_DIFFERENTIAL_FROM ?? 1);
  let database: TestDatabase;
  let subject: Subject;

  beforeAll(async () => {
    database = await createDatabase({ files: sampleFiles(sample.name), sql: sample.changes, template: true });
    const gateway = await createGateway({
      withConnection: fromPool(database.pool),
      statementTimeout: 60_000,
      loanTimeout: 60_000,
    });
    subject = { gateway, model: await loadModel(database.url, gateway.schema, sample.facts) };
  });
  afterAll(async () => {
    await subject.gateway.close();
    await database.drop();
  });

  test(
    `${wanted} random operations over ${sample.name} are answered as the evaluator answers them`,
    async () => {
      const failures: string[] = [];
      let operations = 0;
      const work = async (): Promise<void> => {
        while (operations < wanted && failures.length === 0) {
          const own = seed++;
          const result = await runCase(subject, own);
          operations += result.operations;
          if (result.failure !== undefined) failures.push(`PILLION_DIFFERENTIAL_SEED=${own}\n${result.failure}`);
        }
      };
      await Promise.all(Array.from({ length: only === undefined ? atOnce : 1 }, work));
      expect(failures.join('\n\n')).toBe('');
      expect(operations).toBeGreaterThanOrEqual(wanted);
    },
    PILLION_DIFFERENTIAL_OPERATIONS === undefined ? 3 * proofTimeout : 24 * 3_600_000,
  );
}

/** While PostgreSQL works on some operations, others are evaluated. */
const atOnce = 4;
