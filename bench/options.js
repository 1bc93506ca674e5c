import { parseArgs } from 'node:util';
import { operations } from './operations/operations.js';
import { hasPeers } from './processes.js';
import { targets } from './targets/targets.js';

/** What the command line asks for: `npm run bench -- --quick --targets pillion,mercurius --operations 'by key,whole tree'`. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      requests: { type: 'string' },
      targets: { type: 'string' },
      operations: { type: 'string' },
      connections: { type: 'string', default: '4' },
      sockets: { type: 'string', default: '8' },
      json: { type: 'string' },
      chart: { type: 'string' },
    },
  });
  const { quick } = values;
  return {
    rounds: Number(values.rounds ?? (quick ? 5 : 9)),
    /** A multiple of every operation's own number of requests in a sample. */
    share: Number(values.requests ?? (quick ? 0.15 : 0.5)),
    connections: Number(values.connections),
    sockets: Number(values.sockets),
    json: values.json,
    chart: values.chart,
    targets: chosenTargets(values.targets, quick),
    operations: chosen(operations, values.operations ?? (quick ? quickOperations : undefined)),
  };
}

const quickOperations = 'by key,two levels,page of 50 four to-one,whole tree';
const quickTargets = 'pillion';

/** The limit is always there, for everything is measured by it, and Pillion. */
function chosenTargets(named, quick) {
  if (named === undefined && !quick) {
    return hasPeers ? targets : targets.filter((target) => target.peer !== true);
  }
  const wanted = chosen(targets, named ?? quickTargets);
  const needed = new Set(wanted.flatMap((target) => [target, target.beside]));
  return targets.filter(
    (each) => each.group === 'limit' || each.name === 'pillion' || needed.has(each) || needed.has(each.name),
  );
}

function chosen(all, names) {
  if (names === undefined) return all;
  const plain = (name) => name.trim().replaceAll(',', '');
  return names.split(',').map((name) => {
    const found = all.find((each) => plain(each.name) === plain(name));
    if (found === undefined) {
      throw new Error(`There is no "${name}" among: ${all.map((each) => plain(each.name)).join(', ')}.`);
    }
    return found;
  });
}
