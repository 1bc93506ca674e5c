import { memory, node } from './processes.js';
import { execFileSync } from 'node:child_process';

/** One operation, for the console: a line for each target. */
export function table({ targets, limit }) {
  return Object.fromEntries(
    Object.entries(targets).map(([name, figures]) => [
      name === limit ? `${name} *` : name,
      {
        'server ms': figures.server.toFixed(3),
        'PostgreSQL ms': figures.backends.toFixed(3),
        'x limit': figures.ratio.toFixed(2),
        'PostgreSQL x': figures.backendsRatio.toFixed(2),
        'x beside': figures.besideRatio?.toFixed(2) ?? '',
        'requests/s': Math.round(figures.perSecond),
        'p50 ms': figures.p50.toFixed(1),
        'p99 ms': figures.p99.toFixed(1),
        statements: figures.statements ?? '?',
      },
    ]),
  );
}

/** Everything that was measured, and what it was measured on. */
export async function wholeResult(operations, { database, running, options }) {
  const { rows } = await database.observer.query(`select current_setting('server_version') as version`);
  return {
    measured: new Date().toISOString().slice(0, 10),
    node: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(),
    postgresql: rows[0].version.split(' ')[0],
    rounds: options.rounds,
    connections: options.connections,
    sockets: options.sockets,
    titles: Object.fromEntries(running.map(({ target }) => [target.name, target.title])),
    memory: Object.fromEntries(running.map(({ target, server }) => [target.name, Math.round(memory(server.pid))])),
    operations,
  };
}

/** The ratios and the rates of all operations as Markdown tables, and where Pillion is not where it wants to be. */
export function summaryText(whole) {
  return [
    markdown(whole, ({ ratio }) => ratio.toFixed(2), 'CPU, x the best limit'),
    markdown(whole, ({ perSecond }) => String(Math.round(perSecond)), 'requests per second'),
    verdict(whole),
  ].join('\n\n');
}

function markdown({ operations, titles }, figure, heading) {
  const names = Object.keys(titles);
  const cells = names.map((name) => [
    titles[name],
    ...operations.map(({ targets }) => (targets[name] === undefined ? '-' : figure(targets[name]))),
  ]);
  const head = [heading, ...operations.map(({ operation }) => operation)];
  return [head, head.map((_, at) => (at === 0 ? '---' : '--:')), ...cells]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function verdict({ operations }) {
  const misses = operations.flatMap(({ operation, targets: { pillion, ...others } }) => {
    if (pillion === undefined) return [];
    const cpu = pillion.server + pillion.backends;
    return [
      ...(pillion.ratio > 1.25 ? [`${operation}: CPU ${pillion.ratio.toFixed(2)} x the limit`] : []),
      ...(pillion.backendsRatio > 1.15
        ? [`${operation}: PostgreSQL ${pillion.backendsRatio.toFixed(2)} x the limit's`]
        : []),
      ...['express', 'fastify'].flatMap((framework) => {
        const ratio = others[`pillion-${framework}`]?.besideRatio;
        return ratio > 1.25 ? [`${operation}: on ${framework} ${ratio.toFixed(2)} x the limit there`] : [];
      }),
      ...['postgraphile', 'mercurius', 'type-graphql'].flatMap((name) => {
        const peer = others[name];
        if (peer === undefined) return [];
        return [
          ...(peer.server + peer.backends < cpu ? [`${operation}: ${name} takes less CPU`] : []),
          ...(peer.perSecond > pillion.perSecond ? [`${operation}: ${name} answers more requests per second`] : []),
        ];
      }),
    ];
  });
  return misses.length === 0 ? 'Every aim is met.' : `Not met:\n${misses.map((miss) => `- ${miss}`).join('\n')}`;
}
