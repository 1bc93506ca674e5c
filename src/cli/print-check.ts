import type { CheckOptions, CheckReport } from './check-report.js';
import { paint } from './paint.js';
import { textTable } from './text-table.js';

/** The report for people: a table of all operations, then what is to be mended. */
export function printCheck({ operations, warnings }: CheckReport, { printSql }: CheckOptions): void {
  console.log(
    textTable(
      [
        { heading: 'operation' },
        { heading: 'file' },
        { heading: 'cost', right: true },
        { heading: 'reads whole' },
        { heading: 'result' },
      ],
      operations.map(({ name, file, cost, sequentialScans, problems }) => [
        name,
        file,
        cost === undefined ? '' : cost.toFixed(2),
        [...new Set(sequentialScans)].join(', '),
        problems.length === 0 ? 'ok' : 'FAILED',
      ]),
    ),
  );
  for (const { name, file, problems } of operations) {
    for (const problem of problems)
      console.log(`\n${paint(process.stdout, 'red', 'error')} ${name} (${file}): ${problem}`);
  }
  for (const warning of warnings) console.log(`\n${paint(process.stdout, 'yellow', 'warning')} ${warning}`);
  if (printSql === true) {
    for (const { name, sql } of operations) if (sql !== undefined) console.log(`\n-- ${name}\n${sql};`);
  }
  const failed = operations.filter(({ problems }) => problems.length > 0).length;
  console.log(`\n${operations.length} operations, ${failed} failed, ${warnings.length} warnings.`);
}
