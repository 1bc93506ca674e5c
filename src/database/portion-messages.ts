import { frontendMessages, type Step } from './frontend-messages.js';

/*
 * The messages of a SELECT whose rows come in portions. They end in Flush, for a Sync would end the turn of the group
 * that sends them (PostgreSQL manual, "Extended Query").
 *
 * PostgreSQL's statement_timeout runs from the first message to the end of an Execute, and an Execute that stops at its
 * number of rows is not at its end. So each portion is followed by a SELECT of nothing, which is: the timeout holds for
 * each portion, and does not run while the reader takes the rows.
 */

/** Runs the steps before, and opens the portal of the SELECT. */
export function openingMessages(before: readonly Step[], { text, values }: Step): Buffer {
  const steps = frontendMessages({ close: [], steps: before });
  const lengths = values.map((value) => (value === null ? int32(-1) : int32(Buffer.byteLength(value))));
  const bound = values.flatMap((value, index) => [lengths[index] ?? int32(-1), Buffer.from(value ?? '')]);
  return Buffer.concat([
    steps.subarray(0, steps.length - sync.length),
    message('P', text0(''), text0(text), int16(0)),
    message('B', text0(PORTAL), text0(''), int16(0), int16(values.length & 0xffff), ...bound, int16(0)),
    message('P', text0(''), text0('SELECT'), int16(0)),
  ]);
}

/** Gets so many rows more. What ends the portion is the completion of the SELECT of nothing. */
export function portionMessages(rows: number): Buffer {
  return Buffer.concat([
    message('E', text0(PORTAL), int32(rows)),
    message('B', text0(''), text0(''), int16(0), int16(0), int16(0)),
    message('E', text0(''), int32(0)),
    message('H'),
  ]);
}

/** Closes the portal, where it is still open, and runs the steps after. */
export function closingMessages(after: readonly Step[]): Buffer {
  return Buffer.concat([message('C', Buffer.from('P'), text0(PORTAL)), frontendMessages({ close: [], steps: after })]);
}

export const sync = Buffer.from([0x53, 0, 0, 0, 4]);

const PORTAL = 'pillion_rows';

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

/** Texts end in a zero byte. */
function text0(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

function int16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}
