/**
 * Medians over the rounds. A ratio is the median of the rounds' own ratios, for the machine is not as fast in every
 * round. The best limit is the form with the least CPU.
 */
export function summarise(operation, samples, targets) {
  const limits = targets.filter(({ group }) => group === 'limit');
  const best = limits.reduce((least, each) =>
    median(samples[each.name].map(total)) < median(samples[least.name].map(total)) ? each : least,
  );
  const ratio = (name, to, figure) =>
    median(samples[name].map((sample, round) => figure(sample) / figure(samples[to][round])));
  return {
    operation: operation.name,
    limit: best.name,
    targets: Object.fromEntries(
      targets.map(({ name, beside }) => [
        name,
        {
          server: median(samples[name].map(({ server }) => server)),
          backends: median(samples[name].map(({ backends }) => backends)),
          ratio: ratio(name, best.name, total),
          backendsRatio: ratio(name, best.name, ({ backends }) => backends),
          ...(beside !== undefined && { besideRatio: ratio(name, beside, total) }),
          perSecond: median(samples[name].map(({ perSecond }) => perSecond)),
          p50: median(samples[name].map(({ p50 }) => p50)),
          p99: median(samples[name].map(({ p99 }) => p99)),
          bytes: samples[name][0].bytes,
          connections: Math.min(...samples[name].map(({ connections }) => connections)),
        },
      ]),
    ),
  };
}

export function total({ server, backends }) {
  return server + backends;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}
