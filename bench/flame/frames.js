/**
 * A `.cpuprofile` as a tree of frames, `{ name, owner, time, self, below }`, with times in microseconds. Waiting is left out;
 * the same function at the same place is one frame, whatever line of it was running.
 */
export function framesOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const self = new Map();
  samples.forEach((id, at) => self.set(id, (self.get(id) ?? 0) + Math.max(0, timeDeltas[at + 1] ?? 0)));
  const frame = (callFrame) => ({ ...described(callFrame), time: 0, self: 0, below: [] });
  const add = (into, node) => {
    const { functionName, url, lineNumber } = node.callFrame;
    if (functionName === '(idle)') return;
    const { name, owner } = described(node.callFrame);
    const place = `${url}:${lineNumber}`;
    let found = into.below.find((each) => each.name === name && each.owner === owner && each.place === place);
    if (found === undefined) {
      found = { ...frame(node.callFrame), place };
      into.below.push(found);
    }
    found.self += self.get(node.id) ?? 0;
    for (const child of node.children ?? []) add(found, byId.get(child));
  };
  const root = frame({ functionName: 'all', url: '' });
  for (const child of nodes[0].children ?? []) add(root, byId.get(child));
  sum(root);
  return root;
}

/** By function, the time in its own code, the longest first. */
export function selfTimes(root) {
  const times = new Map();
  const visit = ({ name, owner, place, self, below }) => {
    const key = `${owner} ${name} ${place}`;
    const known = times.get(key) ?? { owner, name, place, self: 0 };
    known.self += self;
    times.set(key, known);
    below.forEach(visit);
  };
  visit(root);
  return [...times.values()].sort((one, other) => other.self - one.self);
}

function sum(frame) {
  frame.time = frame.below.reduce((time, each) => time + sum(each), frame.self);
  frame.below.sort((one, other) => other.time - one.time);
  return frame.time;
}

function described({ functionName, url }) {
  const packaged = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  const owner =
    functionName === '(garbage collector)'
      ? 'garbage'
      : packaged !== undefined
        ? packaged.startsWith('pg')
          ? 'pg'
          : 'other'
        : url.startsWith('file:')
          ? 'ours'
          : 'node';
  return { name: functionName === '' ? '(a function)' : functionName, owner };
}
