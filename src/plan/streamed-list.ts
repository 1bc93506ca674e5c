import { PillionError } from '../errors/pillion-error.js';
import type { ConnectionPlan, FieldPlan, ObjectPlan, OperationPlan } from './operation-plan.js';

/** A list whose rows are sent one by one: the list, and what is asked of each row. */
export interface StreamedList {
  readonly responseKey: string;
  readonly connection: ConnectionPlan;
  readonly object: ObjectPlan;
}

/**
 * The one list of an operation whose rows are to be streamed.
 * @throws {PillionError} `BAD_USER_INPUT` for an operation of any other form, and for rows that hold lists in their turn.
 */
export function streamedList({ roots }: OperationPlan): StreamedList {
  const [root, another] = roots;
  if (root === undefined || another !== undefined) throw refused('ask for one list and nothing beside it.');
  if (root.kind !== 'connection' && root.kind !== 'calledRows')
    throw refused(`${root.responseKey} is no list of rows.`);
  const { connection, responseKey } = root;
  const [nodes, ...others] = connection.fields;
  if (nodes?.kind !== 'nodes' || others.length > 0) {
    throw refused(`ask for the nodes of ${responseKey} and nothing beside them.`);
  }
  refuseLists(nodes.object, `${responseKey}.${nodes.responseKey}`);
  return { responseKey, connection, object: nodes.object };
}

/** They would be as long as the streamed list may be, and each row waits for all of its lists. */
function refuseLists({ fields, types }: ObjectPlan, place: string): void {
  for (const field of [...fields, ...(types?.types.flatMap((type) => type.fields) ?? [])]) refuseList(field, place);
}

function refuseList(field: FieldPlan, place: string): void {
  const here = `${place}.${field.responseKey}`;
  switch (field.kind) {
    case 'connection':
    case 'tree':
    case 'calledRows':
    case 'calledValues':
      throw refused(`${here} is a list within a row; read those lists by themselves.`);
    case 'needs':
      throw refused(`${place} has a field that is computed outside of the database; leave it out.`);
    case 'row':
    case 'calledRow':
      refuseLists(field.object, here);
      return;
    case 'ofPart':
    case 'ofBase':
      refuseList(field.field, place);
      return;
    default:
      return;
  }
}

function refused(reason: string): PillionError {
  return new PillionError('BAD_USER_INPUT', `To get rows as application/jsonl, ${reason}`);
}
