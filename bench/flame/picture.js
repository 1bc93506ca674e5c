const width = 1160;
const left = 20;
const row = 17;
const top = 78;
/** Narrower frames are not drawn, and what is below them neither. */
const least = 0.8;
const letter = 6.1;

const owners = {
  ours: 'Pillion',
  pg: 'node-postgres',
  other: 'other packages',
  node: 'Node.js and V8',
  garbage: 'garbage collector',
};

/** The frames as a flame graph that hangs from its root, what was called below what called it: an SVG for light and dark pages. */
export function picture(root, { title, note }) {
  const pieces = [];
  const deepest = draw(root.below, { x: left, depth: 0, scale: width / root.time, whole: root.time, pieces });
  const height = top + deepest * row + 40;
  const legend = Object.entries(owners).map(([owner, text], at) => {
    const x = left + at * 190;
    return `<rect x="${x}" y="42" width="11" height="11" class="${owner}"/><text x="${x + 16}" y="52">${text} ${percent(timeOf(root, owner), root.time)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + 2 * left} ${height}" width="${width + 2 * left}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>${style}</style>
<rect width="100%" height="100%" class="page"/>
<text x="${left}" y="26" class="heading">${escaped(title)}</text>
${legend.join('\n')}
${pieces.join('\n')}
<text x="${left}" y="${height - 14}" class="note">${escaped(note)}</text>
</svg>
`;
}

/** Gives the depth of the lowest row. */
function draw(frames, { x, depth, scale, whole, pieces }) {
  let at = x;
  let deepest = depth;
  for (const frame of frames) {
    const wide = frame.time * scale;
    if (wide >= least) {
      const y = top + depth * row;
      pieces.push(
        `<g><title>${escaped(frame.name)}: ${percent(frame.time, whole)}, of its own ${percent(frame.self, whole)}</title>` +
          `<rect x="${at.toFixed(1)}" y="${y}" width="${Math.max(0.4, wide - 0.6).toFixed(1)}" height="${row - 1}" class="${frame.owner}"/>${label(frame.name, at, y, wide)}</g>`,
      );
      deepest = Math.max(deepest, draw(frame.below, { x: at, depth: depth + 1, scale, whole, pieces }));
    }
    at += wide;
  }
  return deepest;
}

function label(name, x, y, wide) {
  const room = Math.floor((wide - 6) / letter);
  if (room < 3) return '';
  const text = name.length <= room ? name : `${name.slice(0, room - 1)}…`;
  return `<text x="${(x + 3).toFixed(1)}" y="${y + 12}" class="frame">${escaped(text)}</text>`;
}

function timeOf(frame, owner) {
  const own = frame.owner === owner ? frame.self : 0;
  return frame.below.reduce((time, each) => time + timeOf(each, owner), own);
}

function percent(time, whole) {
  return `${((100 * time) / whole).toFixed(1)} %`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.heading { font-weight: 600; font-size: 14px }
.note { font-size: 11px; fill: #57606a }
.frame { font: 10px ui-monospace, monospace; fill: #1f2328 }
.page { fill: #ffffff }
.ours { fill: #6fcfae } .pg { fill: #9fc3f0 } .other { fill: #d9c2ee } .node { fill: #d5d9de } .garbage { fill: #efc078 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .note { fill: #9198a1 } .page { fill: #0d1117 } .frame { fill: #0d1117 }
  .ours { fill: #3fb68b } .pg { fill: #6a9fe0 } .other { fill: #b38fd6 } .node { fill: #8b949e } .garbage { fill: #d4a72c }
}
`;
