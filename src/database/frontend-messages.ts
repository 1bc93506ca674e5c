/** One SQL command of the extended protocol; its values are sent in text format. */
export interface Step {
  readonly text: string;
  readonly values: readonly (string | null)[];
  /** Whether it comes again and again, and is worth being prepared by name where that is possible. */
  readonly lasting?: true;
  /** The name of its prepared statement; without one it is parsed each time. */
  readonly name?: string;
  /** Whether that name has to be parsed first. */
  readonly parse?: boolean;
}

/** What goes before one Sync. */
export interface Messages {
  /** Names of prepared statements that are given up first; closing one that is not there is no error. */
  readonly close: readonly string[];
  readonly steps: readonly Step[];
}

/**
 * The messages of a group as the bytes of one write: Close, then Parse (where the step needs it), Bind and Execute of
 * each step, and one Sync (PostgreSQL manual, "Message Formats"). Nothing is described; texts come and go as text.
 */
export function frontendMessages({ close, steps }: Messages): Buffer {
  let length = sync.length;
  for (const name of close) length += 7 + Buffer.byteLength(name);
  for (const step of steps) length += stepLength(step);
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const name of close) at = writeClose(bytes, at, name);
  for (const step of steps) {
    if (step.name === undefined || step.parse === true) at = writeParse(bytes, at, step);
    at = writeBind(bytes, at, step);
    at += execute.copy(bytes, at);
  }
  sync.copy(bytes, at);
  return bytes;
}

/** Of the unnamed portal, all rows. */
const execute = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0]);
const sync = Buffer.from([0x53, 0, 0, 0, 4]);

function stepLength({ text, values, name = '', parse }: Step): number {
  const named = Buffer.byteLength(name);
  const parsed = name === '' || parse === true ? 9 + named + Buffer.byteLength(text) : 0;
  let bound = 13 + named + 4 * values.length;
  for (const value of values) if (value !== null) bound += Buffer.byteLength(value);
  return parsed + bound + execute.length;
}

function writeClose(bytes: Buffer, start: number, name: string): number {
  bytes[start] = 0x43;
  bytes[start + 5] = 0x53; // a prepared statement
  return ended(bytes, start, writeString(bytes, start + 6, name));
}

function writeParse(bytes: Buffer, start: number, { text, name = '' }: Step): number {
  bytes[start] = 0x50;
  const at = writeString(bytes, writeString(bytes, start + 5, name), text);
  return ended(bytes, start, bytes.writeInt16BE(0, at)); // no types: the text casts its parameters
}

function writeBind(bytes: Buffer, start: number, { values, name = '' }: Step): number {
  bytes[start] = 0x42;
  bytes[start + 5] = 0; // the unnamed portal
  let at = writeString(bytes, start + 6, name);
  at = bytes.writeInt16BE(0, at);
  // PostgreSQL itself refuses a text with more parameters than the 16 bits can count.
  at = bytes.writeUInt16BE(values.length & 0xffff, at);
  for (const value of values) {
    if (value === null) {
      at = bytes.writeInt32BE(-1, at);
    } else {
      const written = bytes.write(value, at + 4);
      at = bytes.writeInt32BE(written, at) + written;
    }
  }
  return ended(bytes, start, bytes.writeInt16BE(0, at));
}

function writeString(bytes: Buffer, at: number, text: string): number {
  const end = at + bytes.write(text, at);
  bytes[end] = 0;
  return end + 1;
}

/** A message tells its length, without its first byte. */
function ended(bytes: Buffer, start: number, end: number): number {
  bytes.writeInt32BE(end - start - 1, start + 1);
  return end;
}
