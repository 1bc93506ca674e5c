import type { CountMode } from './aggregate.js';
import { badUserInput } from './bad-user-input.js';
import type { PlanContext } from './plan-context.js';
import type { SelectedField } from './plan-fields.js';
import { rowsSlot } from './plan-page.js';
import { readArguments } from './read-arguments.js';

/**
 * The arguments of `totalCount`.
 * @throws {PillionError} `BAD_USER_INPUT` for CAPPED without a cap, and for a cap that nothing asks for.
 */
export function planCountMode(context: PlanContext, field: SelectedField, argument: string): CountMode {
  const inputs = readArguments(context, field.definition, field.nodes[0]);
  const mode = inputs.get('mode');
  const cap = inputs.get('cap');
  const name = mode?.kind === 'leaf' ? mode.value : 'EXACT';
  if (name === 'CAPPED') {
    if (cap?.kind !== 'leaf') throw badUserInput(`${argument}.cap`, 'CAPPED needs the number to end at.');
    return { kind: 'capped', cap: rowsSlot(cap.source, 2_147_483_647, `${argument}.cap`) };
  }
  if (cap?.kind === 'leaf') throw badUserInput(`${argument}.cap`, 'it goes with mode: CAPPED.');
  return { kind: name === 'ESTIMATE' ? 'estimate' : 'exact' };
}
