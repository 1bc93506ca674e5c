import { deepStrictEqual } from 'node:assert';
import { commonForm } from './common-form.js';

/**
 * Every target has to give the answer of the statement by hand, in the order of its keys too. Gives the statements that
 * each ran for one request.
 */
export async function verify({ database, running, operation, form }) {
  const statements = {};
  for (const { target, server } of running) {
    for (let turn = 0; turn < 12; turn += 1) {
      const oracle = await database.observer.query({
        text: operation.json.text,
        values: operation.values(operation.variables(turn)),
        rowMode: 'array',
      });
      const expected = commonForm(JSON.parse(oracle.rows[0][0]));
      const data = await post(server, target.path(form), target.request(operation, turn));
      const answer = target.answer(operation, data);
      const message = `${target.name} answers "${operation.name}" otherwise than the statement by hand, turn ${turn}`;
      deepStrictEqual(answer, expected, message);
      if (JSON.stringify(answer) !== JSON.stringify(expected)) throw new Error(`${message}: keys in another order.`);
    }
    statements[target.name] = await database.statementsDuring(() =>
      post(server, target.path(form), target.request(operation, 3)),
    );
  }
  return statements;
}

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
