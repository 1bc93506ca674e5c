import type { Catalog, PgConstraint, PgIndex, PgView } from '../catalog/catalog.js';
import { groupedBy } from './grouped-by.js';

/**
 * The catalog as it were if PostgreSQL kept constraints for views: NOT NULL, keys and foreign keys of the tables below,
 * as far as they hold for the rows of the view.
 *
 * - A foreign key holds where all its columns are in the view, whatever the query does to the rows: a value is that of
 *   the table, or null.
 * - A key holds where each of its rows gives one row of the view at most: whatever is joined to it is found by a key.
 * - NOT NULL holds where no outer join can put a null in place of the table's row.
 */
export function withViewConstraints(catalog: Catalog): Catalog {
  if (catalog.views.length === 0) return catalog;
  const views = new Map(catalog.views.map((view) => [view.ev_class, view]));
  const names = new Map(catalog.classes.map(({ oid, relname }) => [oid, relname]));
  const columns = new Map(catalog.attributes.map((row) => [at(row.attrelid, row.attnum), row.attname]));
  const known = new Map<number, Facts>();
  const tables = tableFacts(catalog);

  const factsOf = (relid: number): Facts => {
    const found = known.get(relid);
    if (found !== undefined) return found;
    const view = views.get(relid);
    const facts = (view === undefined ? tables.get(relid) : viewFacts(view, factsOf)) ?? noFacts;
    known.set(relid, facts);
    return facts;
  };

  const materialized = new Set(catalog.classes.filter(({ relkind }) => relkind === 'm').map(({ oid }) => oid));
  const constraints = catalog.views.flatMap(({ ev_class }) => {
    const { keys, foreignKeys } = factsOf(ev_class);
    const taken = new Set<string>();
    const nameOf = (conkey: readonly number[], suffix: string): string => {
      const name =
        [names.get(ev_class), ...conkey.map((attnum) => columns.get(at(ev_class, attnum)))].join('_') + suffix;
      // As PostgreSQL counts them: a_fkey, a_fkey1.
      const free =
        [name, ...[...taken].map((_, index) => `${name}${index + 1}`)].find((one) => !taken.has(one)) ?? name;
      taken.add(free);
      return free;
    };
    return [
      ...keys.map(({ contype, columns: conkey }) => {
        return constraint(ev_class, { contype, conkey, conname: nameOf(conkey, contype === 'p' ? '_pkey' : '_key') });
      }),
      ...foreignKeys.map(({ columns: conkey, confrelid, confkey, enforced }) => {
        const conname = nameOf(conkey, '_fkey');
        // What a materialized view refers to may be gone since it was refreshed.
        const convalidated = enforced && !materialized.has(ev_class);
        return constraint(ev_class, { contype: 'f', conkey, conname, confrelid, confkey, convalidated });
      }),
    ];
  });
  return {
    ...catalog,
    constraints: [...catalog.constraints, ...constraints],
    attributes: catalog.attributes.map((row) => {
      return views.has(row.attrelid) && factsOf(row.attrelid).notNull.has(row.attnum)
        ? { ...row, attnotnull: true }
        : row;
    }),
  };
}

/** What is sure of the rows of a relation. */
interface Facts {
  readonly keys: readonly KeyFact[];
  readonly foreignKeys: readonly ForeignKeyFact[];
  readonly notNull: ReadonlySet<number>;
}

interface KeyFact {
  readonly contype: 'p' | 'u';
  readonly columns: readonly number[];
}

interface ForeignKeyFact {
  readonly columns: readonly number[];
  readonly confrelid: number;
  readonly confkey: readonly number[];
  readonly enforced: boolean;
}

const noFacts: Facts = { keys: [], foreignKeys: [], notNull: new Set() };

function tableFacts(catalog: Catalog): ReadonlyMap<number, Facts> {
  const constraints = groupedBy(catalog.constraints, ({ conrelid }) => conrelid);
  const indexes = groupedBy(catalog.indexes, ({ indrelid }) => indrelid);
  const attributes = groupedBy(catalog.attributes, ({ attrelid }) => attrelid);
  return new Map(
    catalog.classes.map(({ oid, inherited }) => {
      const own = constraints.get(oid) ?? [];
      const unsure = new Set(own.flatMap(({ contype, conkey }) => (contype === 'n' ? conkey : [])));
      const notNull = (attributes.get(oid) ?? []).filter((row) => row.attnotnull && !unsure.has(row.attnum));
      return [
        oid,
        {
          // The rows of inheriting tables, which a SELECT gives too, are not bound by them.
          keys: inherited ? [] : keysOf(own, indexes.get(oid) ?? []),
          foreignKeys: own.filter(isForeignKey).map((row) => foreignKeyOf(row, inherited)),
          notNull: new Set(notNull.map(({ attnum }) => attnum)),
        },
      ];
    }),
  );
}

function keysOf(constraints: readonly PgConstraint[], indexes: readonly PgIndex[]): readonly KeyFact[] {
  const declared = constraints.flatMap(({ contype, conkey }) =>
    contype === 'p' || contype === 'u' ? [{ contype, columns: conkey }] : [],
  );
  const indexed = indexes
    .filter(({ indisunique, partial, indkey }) => indisunique && !partial && !indkey.includes(0))
    .map(({ indkey }) => ({ contype: 'u' as const, columns: indkey }));
  return [...declared, ...indexed];
}

function isForeignKey({ contype, conperiod }: PgConstraint): boolean {
  return contype === 'f' && !conperiod;
}

function foreignKeyOf(row: PgConstraint, inherited: boolean): ForeignKeyFact {
  const { conkey: columns, confrelid, confkey, convalidated, condeferrable } = row;
  const enforced = convalidated && !condeferrable && !inherited;
  return { columns, confrelid, confkey: confkey ?? [], enforced };
}

function viewFacts(view: PgView, factsOf: (relid: number) => Facts): Facts {
  return {
    notNull: new Set(
      view.columns
        .filter(({ varno, resorigtbl, resorigcol }) => {
          const relation = view.relations.find((candidate) => candidate.varno === varno);
          return relation?.nullable === false && factsOf(resorigtbl).notNull.has(resorigcol);
        })
        .map(({ attnum }) => attnum),
    ),
    keys: carriedKeys(view, factsOf),
    foreignKeys: carriedForeignKeys(view, factsOf),
  };
}

function carriedKeys(view: PgView, factsOf: (relid: number) => Facts): readonly KeyFact[] {
  if (!view.combines) return [];
  const keys = view.relations
    .filter(({ varno, nullable }) => !nullable && decides(view, varno, factsOf))
    .flatMap(({ varno, relid }) =>
      factsOf(relid).keys.flatMap((key): readonly KeyFact[] => {
        const columns = inView(view, key.columns, (column) => column.varno === varno);
        return columns === undefined ? [] : [{ contype: key.contype, columns }];
      }),
    );
  const primary = keys.find(({ contype }) => contype === 'p');
  return distinct(keys.map((key) => (key === primary ? key : { ...key, contype: 'u' })));
}

/** True if a row of this relation leaves no choice of the rows of all others. */
function decides(view: PgView, varno: number, factsOf: (relid: number) => Facts): boolean {
  // 0 stands for constants.
  const decided = new Set([0, varno]);
  for (let before = 0; before !== decided.size;) {
    before = decided.size;
    for (const relation of view.relations) {
      const equal = view.equalities
        .filter((equality) => equality.varno === relation.varno && decided.has(equality.source))
        .map(({ varattno }) => varattno);
      const { keys } = factsOf(relation.relid);
      if (keys.some(({ columns }) => columns.every((attnum) => equal.includes(attnum)))) decided.add(relation.varno);
    }
  }
  return view.relations.every((relation) => decided.has(relation.varno));
}

function carriedForeignKeys(view: PgView, factsOf: (relid: number) => Facts): readonly ForeignKeyFact[] {
  const origins = groupedBy(view.columns, ({ varno, resorigtbl }) => at(varno, resorigtbl));
  return distinct(
    [...origins.values()].flatMap((columns) => {
      const [{ varno, resorigtbl } = { varno: 0, resorigtbl: 0 }] = columns;
      const relation = view.relations.find((candidate) => candidate.varno === varno);
      return factsOf(resorigtbl).foreignKeys.flatMap((foreignKey): readonly ForeignKeyFact[] => {
        const enforced = foreignKey.enforced && relation?.nullable === false;
        if (foreignKey.columns.length === 1) {
          const own = columns.filter(({ resorigcol }) => resorigcol === foreignKey.columns[0]);
          return own.map(({ attnum }) => ({ ...foreignKey, columns: [attnum], enforced }));
        }
        // Out of a subselect, two columns of one table may come from two of its rows.
        const found = varno === 0 ? undefined : inView(view, foreignKey.columns, (column) => columns.includes(column));
        return found === undefined ? [] : [{ ...foreignKey, columns: found, enforced }];
      });
    }),
  );
}

/** The view's columns for those of a relation, of each the first one; undefined if one is not there. */
function inView(
  view: PgView,
  attnums: readonly number[],
  isOfRelation: (column: PgView['columns'][number]) => boolean,
): readonly number[] | undefined {
  const found = attnums.map((attnum) => {
    return view.columns.find((column) => column.resorigcol === attnum && isOfRelation(column))?.attnum;
  });
  return found.every((attnum) => attnum !== undefined) ? found : undefined;
}

/** Facts of equal columns once. */
function distinct<Fact extends { readonly columns: readonly number[]; readonly confrelid?: number }>(
  facts: readonly Fact[],
): readonly Fact[] {
  return [...groupedBy(facts, ({ columns, confrelid }) => JSON.stringify([columns, confrelid])).values()].flatMap(
    ([first]) => first ?? [],
  );
}

function constraint(
  conrelid: number,
  row: Partial<PgConstraint> & Pick<PgConstraint, 'contype' | 'conkey' | 'conname'>,
): PgConstraint {
  return {
    oid: 0,
    conrelid,
    confrelid: 0,
    confkey: null,
    convalidated: true,
    condeferrable: false,
    conperiod: false,
    description: null,
    ...row,
  };
}

function at(relation: number, attnum: number): string {
  return `${relation} ${attnum}`;
}
