import { parse } from 'graphql';
import type { Engine } from '../gateway/gateway.js';
import type { Explanation, PlanNode } from './explaining-connection.js';
import { sampleVariables } from './sample-variables.js';
import type { StoredOperation } from './stored-operations.js';
import type { TableSizes } from './table-sizes.js';

export interface CheckLimits {
  /** The most rows that a table may have which is read from its first row to its last. */
  readonly maxScannedRows: number;
  /** In the planner's units; undefined for no limit. */
  readonly maxCost?: number;
}

export interface CheckedOperation {
  readonly name: string;
  readonly file: string;
  /** What has to be mended, with the remedy; empty where all is well. */
  readonly problems: readonly string[];
  /** Undefined where the operation is not valid or asks no database. */
  readonly sql: string | undefined;
  /** The planner's estimate of the whole statement. */
  readonly cost: number | undefined;
  readonly sequentialScans: readonly string[];
}

/** Validates an operation, and asks the planner how it would be answered. */
export async function checkOperation(
  { name, file, text, variables }: StoredOperation,
  engine: Engine<Explanation | undefined>,
  sizes: TableSizes,
  { maxScannedRows, maxCost }: CheckLimits,
): Promise<CheckedOperation> {
  const explanation: Explanation = {};
  const samples = variables ?? sampleVariables(engine.schema, parse(text));
  const { errors = [] } = await engine.execute({ query: text, variables: samples, context: explanation });
  const { explained } = explanation;
  if (explained === undefined) {
    const problems = errors.map(
      ({ message }) => `${message}${variables === undefined ? missingVariables(file, text) : ''}`,
    );
    return { name, file, problems, sql: undefined, cost: undefined, sequentialScans: [] };
  }
  const scans = sequentialScans(explained.plan).map((node) => ({ node, rows: rowsOf(node, sizes) }));
  const cost = explained.plan['Total Cost'];
  const problems = scans
    .filter(({ rows }) => rows > maxScannedRows)
    .map(
      ({ node, rows }) =>
        `reads all ${rows} rows of ${tableOf(node)}${node.Filter === undefined ? '' : ` for ${node.Filter}`}: an index on what it is filtered, joined or ordered by is missing.`,
    );
  if (maxCost !== undefined && cost > maxCost) {
    problems.push(`costs ${cost} by the planner's estimate, and ${maxCost} are allowed: ask for fewer rows or fields.`);
  }
  return { name, file, problems, sql: explained.sql, cost, sequentialScans: scans.map(({ node }) => tableOf(node)) };
}

function missingVariables(file: string, text: string): string {
  if (!/[$]/.test(text)) return '';
  return ` (The variables were made up; ${file.replace(/\.[^./]+$/, '.variables.json')} can give real ones.)`;
}

/** Those of pages that end early are no scans of a whole table. */
function sequentialScans(node: PlanNode, parent?: PlanNode): readonly PlanNode[] {
  const isWhole = node['Node Type'] === 'Seq Scan' && parent?.['Node Type'] !== 'Limit';
  return [...(isWhole ? [node] : []), ...(node.Plans ?? []).flatMap((child) => sequentialScans(child, node))];
}

function rowsOf(node: PlanNode, sizes: TableSizes): number {
  return sizes.get(tableOf(node)) ?? node['Plan Rows'];
}

function tableOf({ Schema: namespace = '', 'Relation Name': name = '' }: PlanNode): string {
  return `${namespace}.${name}`;
}
