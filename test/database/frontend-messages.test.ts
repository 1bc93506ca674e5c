import { serialize } from 'pg-protocol';
import { expect, test } from 'vitest';
import { frontendMessages, type Messages } from '../../src/database/frontend-messages.js';

const groups: Readonly<Record<string, Messages>> = {
  'a statement without a name': { close: [], steps: [{ text: 'select $1::text', values: ['Ångström 😀'] }] },
  'a statement that is prepared and run': {
    close: ['old'],
    steps: [{ text: 'select 1', values: [], name: 'häufig', parse: true }],
  },
  'a prepared statement': {
    close: [],
    steps: [{ text: 'select $1, $2, $3', values: ['', null, 'x'.repeat(70_000)], name: 'often', parse: false }],
  },
  'half a surrogate pair': { close: [], steps: [{ text: 'select $1', values: ['\ud83d'] }] },
  'several statements': {
    close: [],
    steps: [
      { text: 'BEGIN READ ONLY', values: [], name: 'begin', parse: false },
      { text: 'select $1', values: ['1'] },
      { text: 'ROLLBACK', values: [], name: 'rollback', parse: true },
    ],
  },
  nothing: { close: [], steps: [] },
};

test.each(Object.entries(groups))('%s is written as node-postgres writes it', (_name, group) => {
  expect(frontendMessages(group).equals(byNodePostgres(group))).toBe(true);
});

/** Formats apart: it names the text format for each value and for the results, where none named means the same. */
function byNodePostgres({ close, steps }: Messages): Buffer {
  return Buffer.concat([
    ...close.map((name) => serialize.close({ type: 'S', name })),
    ...steps.flatMap(({ text, values, name = '', parse }) => [
      ...(name === '' || parse === true ? [serialize.parse({ text, name })] : []),
      withoutFormats(serialize.bind({ statement: name, values: [...values] }), name),
      serialize.execute(),
    ]),
    serialize.sync(),
  ]);
}

function withoutFormats(bind: Buffer, name: string): Buffer {
  const formats = 5 + 1 + Buffer.byteLength(name) + 1;
  const values = formats + 2 + 2 * bind.readInt16BE(formats);
  const none = Buffer.from([0, 0]);
  const shorter = Buffer.concat([bind.subarray(0, formats), none, bind.subarray(values, bind.length - 4), none]);
  shorter.writeInt32BE(shorter.length - 1, 1);
  return shorter;
}
