import knexModule, { type Knex } from 'knex';

/** A piece of SQL with the slots that its placeholders stand for. */
export type Sql = Knex.Raw;

/** knex as a compiler: without a connection it opens no pool, and nothing here ever runs a statement. */
const knex = knexModule({ client: 'pg' });

/**
 * SQL from a template whose holes are SQL. The text of the template must hold no question mark, which is knex's
 * placeholder; names and literals that come from the database are quoted so that they have none either.
 *
 * @example
 * sql`${column} operator(pg_catalog.=) ${slot}`
 */
export function sql(strings: TemplateStringsArray, ...holes: readonly Sql[]): Sql {
  // Two question marks side by side would be knex's placeholder for an identifier.
  const text = strings.map((part, index) => (part === '' && index > 0 && index < holes.length ? ' ' : part));
  return knex.raw(text.join('?'), [...holes]);
}

/** SQL text as it is, without any placeholder. */
export function verbatim(text: string): Sql {
  return knex.raw(text);
}

/** The placeholder for the slot at an index of the statement's slots, with a cast. */
export function placeholder(index: number, cast: string): Sql {
  return knex.raw(`?${cast}`, [index]);
}

/** Pieces with a separator between them, which must not be empty. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  return knex.raw(pieces.map(() => '?').join(separator), [...pieces]);
}

/**
 * The text with `$1` parameters, and for each parameter the index of its slot. knex's own `toNative` would number each
 * placeholder anew; here a slot that stands in several places is one parameter.
 */
export function toNative(statement: Sql): { readonly text: string; readonly slotIndexes: readonly number[] } {
  const { sql: text, bindings } = statement.toSQL();
  const numbers = new Map<number, number>();
  let place = 0;
  const native = text.replace(/\\?\?/g, (mark) => {
    // Escaped, it is the operator of jsonb.
    if (mark.length > 1) return '?';
    const index = bindings[place++] as number;
    const number = numbers.get(index) ?? numbers.size + 1;
    numbers.set(index, number);
    return `$${number}`;
  });
  return { text: native, slotIndexes: [...numbers.keys()] };
}
