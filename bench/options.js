import console from 'node:console';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { operations } from './operations/operations.js';
import { hasPeers } from './processes.js';
import { targets } from './targets/targets.js';
import { orUsage, usage } from './usage.js';

/** What the command line asks for: `npm run bench -- --quick --targets pillion,mercurius --operations 'by key,whole tree'`. */
export function readOptions(args) {
  return orUsage(() => optionsOf(args));
}

function optionsOf(args) {
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
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage(...[operations, targets].map((all) => all.map(plainName))));
    process.exit();
  }
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
  return names.split(',').map((name) => {
    const found = all.find((each) => plainName(each) === plainName({ name }));
    if (found === undefined) throw new Error(`There is no "${name}" among: ${all.map(plainName).join(', ')}.`);
    return found;
  });
}

/** As it is written on the command line, where commas stand between names. */
function plainName({ name }) {
  return name.trim().replaceAll(',', '');
}
