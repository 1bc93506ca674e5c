import type { Aggregate, AggregateFieldPlan } from '../plan/aggregate.js';
import type { ConnectionPlan } from '../plan/operation-plan.js';
import { aggregateValue } from './aggregate-value.js';
import type { Compilation, RowSource } from './compilation.js';
import type { LinkTo } from './compile-page.js';
import { jsonValue } from './json-value.js';
import { type Sql, sql, verbatim } from './knex.js';
import { listRows } from './list-rows.js';
import { select } from './select.js';
import { concatenate, objectPieces, type TextPieces } from './text-pieces.js';

/** What all rows of a list come to, however many fields ask for it: the rows are read once. */
export interface Summary {
  /** True if fields ask for aggregates; then the count is one of them. */
  readonly used: boolean;
  /** The text of one field. */
  readonly text: (write: (value: AggregateText) => TextPieces) => TextPieces;
  /** The subselect that gives the text of the list, with all that the texts of the fields refer to. */
  readonly around: (json: Sql, from: Sql | undefined) => Sql;
}

/** The JSON of an aggregate's value. */
export type AggregateText = (aggregate: Aggregate) => TextPieces;

/**
 * - `own`: one field asks, and has a subselect of its own;
 * - `shared`: several do, beside the rows of a page: they read the one row of a CTE;
 * - `alone`: no page is asked for, and the values are all that is read.
 */
type Way = 'own' | 'shared' | 'alone';

export function createSummary(
  compilation: Compilation,
  connection: ConnectionPlan,
  linkTo: LinkTo | undefined,
  near: RowSource | undefined,
): Summary {
  const way = wayOf(connection);
  const shared = createValues(compilation);
  const compute = ({ aggregates }: Values): Sql => {
    const rows = listRows(compilation, connection, linkTo, near);
    const columns = [...aggregates].map(
      ([name, aggregate]) => sql`${aggregateValue(compilation, rows.source, aggregate)} as ${verbatim(name)}`,
    );
    return select({ columns, from: rows.from, where: rows.where });
  };
  return {
    used: connection.fields.some(({ kind }) => kind === 'aggregate'),
    text(write) {
      const values = way === 'own' ? createValues(compilation) : shared;
      const pieces = write(values.text);
      if (way === 'alone' || values.aggregates.size === 0) return pieces;
      const alias = verbatim(values.alias());
      const from = way === 'own' ? sql`(${compute(values)}) as ${alias}` : alias;
      return [sql`(${select({ columns: [concatenate(pieces)], from: [from] })})`];
    },
    around(json, from) {
      const rows = from === undefined ? [] : [from];
      if (way === 'own' || shared.aggregates.size === 0) {
        return from === undefined ? json : sql`(${select({ columns: [json], from: rows })})`;
      }
      const alias = verbatim(shared.alias());
      const computed = compute(shared);
      return way === 'alone'
        ? sql`(${select({ columns: [json], from: [sql`(${computed}) as ${alias}`] })})`
        : sql`(with ${alias} as (${computed}) ${select({ columns: [json], from: rows })})`;
    },
  };
}

function wayOf({ fields }: ConnectionPlan): Way {
  const asked = fields.filter(
    (field) => field.kind === 'aggregate' || (field.kind === 'totalCount' && field.mode.kind === 'exact'),
  );
  if (!fields.some(({ kind }) => kind === 'nodes' || kind === 'edges' || kind === 'pageInfo')) return 'alone';
  return asked.length > 1 ? 'shared' : 'own';
}

interface Values {
  readonly alias: () => string;
  /** By the name of their column. */
  readonly aggregates: ReadonlyMap<string, Aggregate>;
  readonly text: AggregateText;
}

function createValues(compilation: Compilation): Values {
  let alias: string | undefined;
  const aliasOf = (): string => (alias ??= compilation.alias('s'));
  const aggregates = new Map<string, Aggregate>();
  return {
    alias: aliasOf,
    aggregates,
    text: (aggregate) => {
      const known = [...aggregates].find(([, { value }]) => value.name === aggregate.value.name);
      const name = known?.[0] ?? `a${aggregates.size + 1}`;
      aggregates.set(name, aggregate);
      return aggregateJson(compilation, aggregate, verbatim(`${aliasOf()}.${name}`));
    },
  };
}

/** The JSON object of a selection of aggregates. */
export function aggregatePieces(fields: readonly AggregateFieldPlan[], text: AggregateText): TextPieces {
  return objectPieces(
    fields.map((field) => {
      const key = field.responseKey;
      switch (field.kind) {
        case 'constant':
          return { key, value: [field.json] };
        case 'object':
          return { key, value: aggregatePieces(field.fields, text) };
        case 'value':
          return { key, value: text(field.aggregate) };
      }
    }),
  );
}

export function aggregateJson(compilation: Compilation, { value }: Aggregate, computed: Sql): TextPieces {
  return jsonValue(compilation, value.type, computed, value.notNull, undefined);
}
