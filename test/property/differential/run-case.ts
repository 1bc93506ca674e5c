import { type DocumentNode, parse, validate } from 'graphql';
import type { Gateway } from '../../../src/server/create-gateway.js';
import { difference } from './compare.js';
import { type Draw, drawFrom } from './draw.js';
import { drawNextPage, drawNode, drawOperation } from './draw-operation.js';
import { evaluate, type Known } from './evaluator.js';
import { Cursors } from './lists.js';
import type { Model } from './model.js';
import { type Operation, printOperation, smaller } from './operation.js';

export interface Subject {
  readonly gateway: Gateway;
  readonly model: Model;
}

/** What one seed gave: how many operations ran, and the report of the first that differed. */
export interface CaseResult {
  readonly operations: number;
  readonly failure: string | undefined;
}

/** A random operation, then pages that go on from its cursors or rows by its identifiers. */
export async function runCase(subject: Subject, seed: number): Promise<CaseResult> {
  const draw = drawFrom(seed);
  const known: Known = { cursors: new Cursors(), nodeIds: new Map() };
  let operation: Operation | undefined = drawOperation(draw, subject.model);
  let operations = 0;
  while (operation !== undefined && operations < 4) {
    operations++;
    const outcome = await runOperation(subject, operation, known, draw.chance(0.05));
    if (outcome.kind !== 'same') return { operations, failure: await report(subject, operation, known, outcome) };
    operation = drawNext(draw, subject.model, operation, outcome.answer, known);
  }
  return { operations, failure: undefined };
}

function drawNext(draw: Draw, model: Model, operation: Operation, answer: string, known: Known): Operation | undefined {
  const identified = Array.from(known.nodeIds, ([id, row]) => [id, row.table] as const);
  if (draw.chance(0.3)) return drawNode(draw, model, identified);
  return drawNextPage(draw, model, operation, JSON.parse(answer));
}

type Outcome =
  | { readonly kind: 'same'; readonly answer: string }
  | { readonly kind: 'differs' | 'refused' | 'invalid' | 'not evaluated'; readonly told: string };

/** @param parsed Through `execute`, which gives objects. */
async function runOperation(
  { gateway, model }: Subject,
  operation: Operation,
  known: Known,
  parsed: boolean,
): Promise<Outcome> {
  const { query, variables } = printOperation(model.schema, operation);
  const document = parse(query);
  const faults = validate(model.schema, document);
  if (faults.length > 0) return { kind: 'invalid', told: faults.map(String).join('\n') };
  const expected = expectedOf(model, document, variables, known);
  if (typeof expected !== 'string') return expected;
  const { data, errors } = await gateway.executeText({ document, variables, operationName: undefined, context: {} });
  if (errors !== undefined || data === null) {
    return {
      kind: 'refused',
      told: (errors ?? []).map((error) => `${String(error)}\n${String(error.originalError)}`).join('\n'),
    };
  }
  const told = difference(model, expected, data, known);
  if (told !== undefined) return { kind: 'differs', told };
  if (parsed) {
    const result = await gateway.execute({ query, variables });
    if (JSON.stringify(result) !== JSON.stringify({ data: JSON.parse(data) as unknown })) {
      return { kind: 'differs', told: 'execute gives another answer than executeText.' };
    }
  }
  return { kind: 'same', answer: data };
}

function expectedOf(
  model: Model,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  known: Known,
): string | Outcome {
  try {
    return evaluate(model, document, variables, known);
  } catch (error) {
    return { kind: 'not evaluated', told: (error as Error).stack ?? String(error) };
  }
}

/** Takes parts away as long as the operation fails in the same way, and tells about what is left. */
async function report(subject: Subject, failed: Operation, known: Known, outcome: Outcome): Promise<string> {
  const signature = signatureOf(outcome);
  let least = failed;
  for (let tries = 0, found = true; found && tries < 2000;) {
    found = false;
    for (const candidate of smaller(least)) {
      tries++;
      const result = await runOperation(subject, candidate, known, false).catch(() => undefined);
      if (signatureOf(result) !== signature) continue;
      least = candidate;
      found = true;
      break;
    }
  }
  const last = await runOperation(subject, least, known, false);
  const { query, variables } = printOperation(subject.model.schema, least);
  const told = last.kind === 'same' ? 'It did not fail again.' : last.told;
  return `The operation ${outcome.kind}:\n${query}\n${JSON.stringify(variables)}\n${told}`;
}

/** What makes two failures the same: a difference, or the same words without the place. */
function signatureOf(outcome: Outcome | undefined): string {
  if (outcome === undefined || outcome.kind === 'same' || outcome.kind === 'differs') return String(outcome?.kind);
  const [line = ''] = outcome.told.split('\n');
  return `${outcome.kind} ${line.replace(/^[^ ]*: /, '').replaceAll(/"[^"]*"|\d+/g, '')}`;
}
