/** The most that a bar can show; what is longer ends in an arrow, with its figure. */
const widest = 10;
const shown = {
  limit: { colour: 'limit', title: 'the limit: SQL by hand, bare node:http' },
  pillion: { colour: 'pillion', title: 'Pillion' },
  mercurius: { colour: 'mercurius', title: 'Mercurius, SQL and loaders by hand' },
  postgraphile: { colour: 'postgraphile', title: 'PostGraphile 5' },
  'type-graphql': { colour: 'typegraphql', title: 'Apollo + TypeGraphQL + TypeORM' },
};
const bar = { height: 11, step: 14, left: 210, width: 520 };

/** CPU per request as bars, for each operation as a multiple of the best limit: an SVG for light and dark pages. */
export function chart({ operations, measured, node, postgresql, rounds }) {
  const names = Object.keys(shown).filter(
    (name) => name === 'limit' || operations.some(({ targets }) => targets[name] !== undefined),
  );
  const group = names.length * bar.step + 16;
  const top = 74;
  const bottom = top + operations.length * group;
  const parts = [
    `<text x="16" y="26" class="heading">CPU per request, server and PostgreSQL together, as a multiple of the limit</text>`,
    ...names.map((name, at) => {
      const [x, y] = [16 + (at % 3) * 262, 40 + Math.floor(at / 3) * 16];
      return `<rect x="${x}" y="${y}" width="10" height="10" class="${shown[name].colour}"/><text x="${x + 15}" y="${y + 9}">${shown[name].title}</text>`;
    }),
    ...operations.flatMap((operation, at) => bars(operation, names, top + 8 + at * group)),
    `<text x="16" y="${bottom + 18}" class="note">Medians of ${rounds} rounds, ${measured}, Node.js ${node.slice(1)}, PostgreSQL ${postgresql}. Shorter is better.</text>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 ${bottom + 30}" width="820" height="${bottom + 30}" role="img" aria-label="CPU per request as a multiple of the limit">
<style>${style}</style>
<rect width="100%" height="100%" class="page"/>
${parts.join('\n')}
</svg>
`;
}

function bars({ operation, targets }, names, top) {
  const middle = top + (names.length * bar.step) / 2 + 3;
  return [
    `<text x="${bar.left - 12}" y="${middle}" text-anchor="end">${operation}</text>`,
    ...names.flatMap((name, at) => {
      const ratio = name === 'limit' ? 1 : targets[name]?.ratio;
      if (ratio === undefined) return [];
      const y = top + at * bar.step;
      const end = bar.left + (Math.min(ratio, widest) / widest) * bar.width;
      const figure = `${ratio.toFixed(ratio < widest ? 2 : 1)} ×${ratio > widest ? ' →' : ''}`;
      return [
        `<rect x="${bar.left}" y="${y}" width="${(end - bar.left).toFixed(1)}" height="${bar.height}" rx="2" class="${shown[name].colour}"/>`,
        `<text x="${(end + 6).toFixed(1)}" y="${y + 9.5}" class="figure">${figure}</text>`,
      ];
    }),
  ];
}

const style = `
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.heading { font-weight: 600; font-size: 14px }
.figure { font-size: 10.5px; fill: #57606a }
.note { font-size: 11px; fill: #57606a }
.page { fill: #ffffff }
.limit { fill: #afb8c1 } .pillion { fill: #1a7f64 } .mercurius { fill: #c69026 } .postgraphile { fill: #5470c6 } .typegraphql { fill: #b35d8c }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .figure, .note { fill: #9198a1 } .page { fill: #0d1117 }
  .limit { fill: #6e7681 } .pillion { fill: #3fb68b } .mercurius { fill: #d4a72c } .postgraphile { fill: #7a93e0 } .typegraphql { fill: #d183ad }
}
`;
