const parts = [
  { name: 'import', title: 'import of Pillion and graphql', x: 16 },
  { name: 'start', title: 'start: catalog, model, names, schema', x: 256 },
  { name: 'answer', title: 'first answer', x: 522 },
];
const whats = { read: 'read', saved: 'saved catalog' };
const bar = { height: 14, step: 19, left: 214, width: 520 };
const groupGap = 14;
const top = 84;

/** CPU from `import` to the first answer of `gateway.execute`, as bars: an SVG for light and dark pages. */
export function chart(rows, { node, postgresql }) {
  const drawn = rows.filter(({ way }) => way === 'execute');
  const longest = Math.max(...drawn.map(total));
  const host = Math.round(Math.min(...drawn.map(({ before }) => before)));
  const titles = [...new Set(drawn.map(({ database }) => database.title))];
  const group = 2 * bar.step + groupGap;
  const bottom = top + titles.length * group;
  const scale = (milliseconds) => (milliseconds / longest) * bar.width;
  const pieces = [
    `<text x="16" y="26" class="heading">Cold start: CPU from import to the first answer, in ms</text>`,
    ...parts.map(
      ({ name, title, x }) =>
        `<rect x="${x}" y="44" width="10" height="10" class="${name}"/><text x="${x + 15}" y="53">${title}</text>`,
    ),
    ...titles.flatMap((title, at) => {
      const y = top + at * group;
      const ofTitle = drawn.filter(({ database }) => database.title === title);
      return [
        `<text x="16" y="${y + bar.step + 4}" class="name">${title}</text>`,
        ...ofTitle.flatMap((row, index) => bars(row, y + index * bar.step, scale)),
      ];
    }),
    note(
      bottom + 12,
      `The least of several starts, each a process of its own, on Node.js ${node.slice(1)} and PostgreSQL ${postgresql}. Shorter is better.`,
    ),
    note(
      bottom + 29,
      `In the same run Node.js, node-postgres and its connection took ${host} ms themselves, which is not in the bars.`,
    ),
  ];
  const height = bottom + 43;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 ${height}" width="820" height="${height}" role="img" aria-label="CPU of a cold start, by the number of tables">
<style>${style}</style>
<rect width="100%" height="100%" class="page"/>
${pieces.join('\n')}
</svg>
`;
}

function bars(row, y, scale) {
  const middle = y + bar.height - 3;
  let x = bar.left;
  const segments = parts.map(({ name }) => {
    const width = scale(row[name].cpu);
    const segment = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${bar.height}" class="${name}"/>`;
    x += width;
    return segment;
  });
  return [
    `<text x="${bar.left - 10}" y="${middle}" text-anchor="end" class="figure">${whats[row.what]}</text>`,
    ...segments,
    `<text x="${(x + 6).toFixed(1)}" y="${middle}" class="figure">${Math.round(total(row))}</text>`,
  ];
}

function note(y, text) {
  return `<text x="16" y="${y}" class="note">${text}</text>`;
}

function total(row) {
  return parts.reduce((sum, { name }) => sum + row[name].cpu, 0);
}

const style = `
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.heading { font-weight: 600; font-size: 14px }
.name { font-weight: 600 }
.figure { font-size: 11px; fill: #57606a }
.note { font-size: 11px; fill: #57606a }
.page { fill: #ffffff }
rect.import { fill: #afb8c1 } rect.start { fill: #1a7f64 } rect.answer { fill: #c69026 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .figure, .note { fill: #9198a1 } .page { fill: #0d1117 }
  rect.import { fill: #6e7681 } rect.start { fill: #3fb68b } rect.answer { fill: #d4a72c }
}
`;
