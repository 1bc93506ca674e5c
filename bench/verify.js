import { deepStrictEqual } from 'node:assert';
import { commonForm } from './common-form.js';

/**
 * Every target has to give the answer of the statement by hand, in the order of its keys too. Gives the statements that
 * each ran for one request.
 */
export async function verify({ database, running, operation, form }) {
  const statements = {};
  const expected = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const { rows } = await database.observer.query({
      text: operation.json.text,
      values: operation.values(operation.variables(turn)),
      rowMode: 'array',
    });
    expected.push(commonForm(JSON.parse(rows[0][0])));
  }
  for (const { target, server } of running) {
    const ask = (turn) => post(server, target.path(form), target.request(operation, turn));
    for (let turn = 0; turn < turns; turn += 1) {
      const answer = target.answer(operation, await ask(turn));
      if (JSON.stringify(answer) === JSON.stringify(expected[turn])) continue;
      const message = `${target.name} answers "${operation.name}" otherwise than the statement by hand, turn ${turn}`;
      deepStrictEqual(answer, expected[turn], message);
      throw new Error(`${message}: its keys are in another order.`);
    }
    statements[target.name] = await database.statementsDuring(() => ask(0));
  }
  return statements;
}

const turns = 12;

async function post({ line: port }, path, body) {
  const response = await globalThis.fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  if (!response.ok || errors !== undefined) throw new Error(`HTTP ${response.status}: ${text.slice(0, 1000)}`);
  return data;
}
