import type { ExecutionResult } from 'graphql';
import type { Draw } from '../property/differential/draw.js';
import type { Viewer } from './viewer.js';

export interface Forged {
  readonly whole: string;
  readonly after: string;
  /** What is wrong with the two answers: after the cursor comes what comes after its row, and nothing else. */
  readonly fault: (whole: ExecutionResult, after: ExecutionResult) => string | undefined;
}

/**
 * A cursor that the viewer never got: of any row, and of an order that the viewer may ask for. What is before the row it
 * tells by the rows that somebody sees who sees all.
 */
export async function forgedCursor(
  draw: Draw,
  viewer: Viewer,
  askOpen: (query: string) => Promise<unknown>,
): Promise<Forged | undefined> {
  const tables = viewer.tables.filter((table) => viewer.seesKey(table));
  if (tables.length === 0) return undefined;
  const table = draw.one(tables);
  const column = draw.one(viewer.columns(table));
  const direction = draw.one(['ASC', 'DESC', 'ASC_NULLS_FIRST', 'DESC_NULLS_LAST']);
  const key = table.key.map(({ field }) => field).join(' ');
  const list = (more: string): string =>
    `{ ${table.list}(orderBy: [{ ${column.field}: ${direction} }]${more}) { nodes { ${key} } `;
  const all = (await askOpen(`${list('')} edges { cursor } } }`)) as Listed;
  const { nodes = [], edges = [] } = all[table.list] ?? {};
  if (edges.length === 0) return undefined;
  const place = draw.below(edges.length);
  const before = new Set(nodes.slice(0, place + 1).map((node) => JSON.stringify(node)));
  return {
    whole: `${list('')} } }`,
    after: `${list(`, after: ${JSON.stringify(edges[place]?.cursor)}`)} } }`,
    fault(whole, after) {
      if (whole.errors !== undefined || after.errors !== undefined) {
        const codes = [whole, after].map(({ errors }) =>
          JSON.stringify(errors?.map(({ extensions }) => extensions.code)),
        );
        return codes[0] === codes[1] && codes[0] === '["FORBIDDEN"]' ? undefined : codes.join(' and ');
      }
      const rows = ({ data }: ExecutionResult): readonly string[] =>
        ((data as Listed)[table.list]?.nodes ?? []).map((node) => JSON.stringify(node));
      const expected = rows(whole).filter((row) => !before.has(row));
      return expected.join() === rows(after).join()
        ? undefined
        : `expected ${expected.join()}\ngot ${rows(after).join()}`;
    },
  };
}

type Listed = Readonly<
  Record<
    string,
    { readonly nodes?: readonly unknown[]; readonly edges?: readonly { readonly cursor: string }[] } | undefined
  >
>;
