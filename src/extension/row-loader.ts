import type { FieldNode, GraphQLError, GraphQLResolveInfo } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ExecutorParts, StatementRequest } from '../execution/create-executor.js';
import {
  bindStatement,
  filteredAnswer,
  planContext,
  runStatement,
  withoutValues,
} from '../execution/create-executor.js';
import type { PreparedOperation } from '../execution/prepare-operation.js';
import { asPillionError, toGraphQLError } from '../errors/graphql-error.js';
import { observe } from '../observation/observation.js';
import type { OperationPlan } from '../plan/operation-plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { planRowsByKeys, type RowsByKeys } from '../plan/plan-rows-by-keys.js';
import { elementsOf, JsonObjectText } from './json-object-text.js';
import type { GivenRow } from './given-row.js';
import type { SplitOperation } from './split-operation.js';

/** What loading rows needs of an operation; kept with it. */
export interface LoadingOperation {
  readonly split: SplitOperation;
  /** The document that statements are planned from. */
  readonly prepared: PreparedOperation;
  /** By shape of the variables and by the fields and keys that are loaded at once. */
  readonly compiled: PreparedOperation['compiled'];
  readonly nodeNumbers: WeakMap<FieldNode, number>;
}

export function loadingOperation(split: SplitOperation, prepared: PreparedOperation): LoadingOperation {
  return { split, prepared, compiled: new LRUCache({ max: 64 }), nodeNumbers: new WeakMap() };
}

interface Waiting {
  readonly info: GraphQLResolveInfo;
  readonly row: GivenRow;
  readonly resolve: (row: JsonObjectText | null) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Loads the rows that the host's resolvers have given by their keys. While any of the resolvers still runs, it waits, so
 * that all that they give at one depth of an operation is read by one statement.
 */
export class RowLoader<Context> {
  readonly #parts: ExecutorParts<Context>;
  readonly #operation: LoadingOperation;
  readonly #request: StatementRequest<Context>;
  #running = 0;
  #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(parts: ExecutorParts<Context>, operation: LoadingOperation, request: StatementRequest<Context>) {
    this.#parts = parts;
    this.#operation = operation;
    this.#request = request;
  }

  /** A resolver begins; call what it returns when the resolver has ended. */
  begin(): () => void {
    let running = true;
    this.#running += 1;
    return () => {
      if (running) this.#running -= 1;
      running = false;
      this.#schedule();
    };
  }

  /** Null if there is no such row, or the role may not see it. */
  load(info: GraphQLResolveInfo, readRow: () => GivenRow): Promise<JsonObjectText | null> {
    return new Promise((resolve, reject) => {
      try {
        this.#waiting.push({ info, row: readRow(), resolve, reject });
        this.#schedule();
      } catch (thrown) {
        reject(this.#failure(thrown));
      }
    });
  }

  /** What a client may read; the host's observers get the whole of it. */
  #failure(thrown: unknown): GraphQLError {
    const told = asPillionError(thrown);
    const error = this.#parts.hidesValues === true ? withoutValues(told) : told;
    observe(this.#parts.observers, { kind: 'operationFailed', operationName: this.#request.operationName, error });
    return toGraphQLError(error);
  }

  #schedule(): void {
    if (this.#running > 0 || this.#waiting.length === 0 || this.#scheduled) return;
    this.#scheduled = true;
    // After everything that settles now has let other resolvers begin.
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#running > 0) return;
      const waiting = this.#waiting;
      this.#waiting = [];
      void this.#read(waiting);
    });
  }

  async #read(waiting: readonly Waiting[]): Promise<void> {
    try {
      const groups = groupsOf(waiting, this.#operation.nodeNumbers);
      const lists = await this.#lists([...groups.values()]);
      [...groups.values()].forEach((group, index) => {
        const elements = elementsOf(lists[index] ?? '[]');
        for (const { place, resolve } of group.waiting) {
          const text = elements[place] ?? 'null';
          resolve(text === 'null' ? null : new JsonObjectText(text));
        }
      });
    } catch (thrown) {
      const error = this.#failure(thrown);
      for (const { reject } of waiting) reject(error);
    }
  }

  /** One JSON text for each group: the list of its rows. */
  async #lists(groups: readonly Group[]): Promise<readonly (string | null)[]> {
    const { prepared, compiled } = this.#operation;
    const given = groups[0]?.info.variableValues ?? {};
    const context = planContext(this.#parts, prepared, given);
    const key = `${groups.map(({ name }) => name).join(' ')} ${prepared.shape.of(given)}`;
    const kept = { compiled, key, plan: () => this.#plan(groups, context) };
    const { answer, variables } = filteredAnswer(this.#parts, context, kept, this.#request.context);
    if (answer.statement === undefined) return [];
    const values = { ...variables, [keysVariable]: groups.map((group) => columnsOf(group)) };
    return runStatement(this.#parts, this.#request, bindStatement(answer.statement, values, given));
  }

  #plan(groups: readonly Group[], context: PlanContext): OperationPlan {
    const roots = groups.map(({ info, row }, index) => {
      const rows: RowsByKeys = {
        ...row.of,
        columns: row.columns,
        sources: row.columns.map((_, column) => ({ kind: 'variable', path: [keysVariable, index, column] }) as const),
        selectionSets: info.fieldNodes.flatMap((node) => this.#operation.split.plannedSelection(node) ?? []),
      };
      return planRowsByKeys(context, info.fieldName, rows);
    });
    return { roots };
  }
}

/** Beside the client's variables, none of which can have such a name. */
const keysVariable = '$keys';

/** Rows of one selection, found by one key: they are one list. */
interface Group {
  readonly name: string;
  readonly info: GraphQLResolveInfo;
  readonly row: GivenRow;
  readonly keys: (readonly unknown[])[];
  readonly waiting: (Waiting & { readonly place: number })[];
}

function groupsOf(waiting: readonly Waiting[], numbers: WeakMap<FieldNode, number>): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  const places = new Map<string, number>();
  for (const one of waiting) {
    const { info, row } = one;
    const nodes = info.fieldNodes.map((node) => numberOf(node, numbers)).join('+');
    const name = `${nodes}:${row.of.type.name}:${row.columns.map((column) => column.position).join(',')}`;
    const group = groups.get(name) ?? { name, info, row, keys: [], waiting: [] };
    groups.set(name, group);
    const key = `${name} ${JSON.stringify(row.values)}`;
    const place = places.get(key) ?? group.keys.push(row.values) - 1;
    places.set(key, place);
    group.waiting.push({ ...one, place });
  }
  return groups;
}

let latestNumber = 0;

function numberOf(node: FieldNode, numbers: WeakMap<FieldNode, number>): number {
  const known = numbers.get(node);
  if (known !== undefined) return known;
  latestNumber += 1;
  numbers.set(node, latestNumber);
  return latestNumber;
}

function columnsOf({ keys, row }: Group): readonly (readonly unknown[])[] {
  return row.columns.map((_, index) => keys.map((key) => key[index]));
}
