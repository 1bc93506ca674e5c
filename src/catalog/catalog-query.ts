import { catalogVersion } from './catalog.js';

/**
 * The SELECT that reads the whole catalog: one row, one text column `r0`, the JSON of a `CatalogAnswer`. `parameter` is
 * the SQL of its only parameter, the exposed namespaces as `text[]`; NULL exposes all but PostgreSQL's own.
 *
 * Runs on PostgreSQL 11 to 18, so that servers below the minimum can be told their version. Every name and operator is
 * qualified: a `search_path` that puts other schemas before `pg_catalog` changes nothing. `order by`, `distinct` and
 * `union` need no operator of ours, they take that of the type's default operator class.
 */
export function catalogQuery(parameter: string): string {
  return `with recursive
namespace as materialized (${namespaces(parameter)}),
extension_member as materialized (
  select d.classid, d.objid from pg_catalog.pg_depend d where d.deptype ${eq} 'e'
),
view_source (oid) as (${viewSources}),
relation as materialized (${classes}),
attribute as materialized (${attributes}),
routine as materialized (${procs}),
reachable_type (oid) as (${reachableTypes}),
type_oid as materialized (select pg_catalog.unnest(array(select r.oid from reachable_type r)) as oid),
ordering as materialized (${orderings})
select pg_catalog.json_build_object(
  'catalogVersion', ${catalogVersion},
  'server_version_num', pg_catalog.current_setting('server_version_num')::pg_catalog.int4,
  'namespaces', ${list('select * from namespace order by nspname')},
  'classes', ${list('select * from relation order by nspname, relname')},
  'attributes', ${list('select * from attribute order by attrelid, attnum')},
  'types', ${list(types)},
  'constraints', ${list(constraints)},
  'indexes', ${list(indexes)},
  'rules', ${list(rules)},
  'equalities', ${list(equalities)},
  'procs', ${list('select * from routine order by nspname, proname, oid')},
  'textSearchConfigurations', ${list(textSearchConfigurations)}
)::pg_catalog.text as r0`;
}

const eq = 'operator(pg_catalog.=)';
const gt = 'operator(pg_catalog.>)';
const ne = 'operator(pg_catalog.<>)';

function list(select: string): string {
  return `(select coalesce(pg_catalog.json_agg(row), '[]') from (${select}) as row)`;
}

/** Joins the comment of an object; a column's is that of its relation, with the column's number as `objsubid`. */
function describe(catalog: string, oid: string, objsubid = '0'): string {
  return `left join pg_catalog.pg_description description on description.objoid ${eq} ${oid}
    and description.classoid ${eq} 'pg_catalog.${catalog}'::pg_catalog.regclass
    and description.objsubid ${eq} ${objsubid}`;
}

/** Joins the object's membership of an extension. */
function member(catalog: string, oid: string): string {
  return `left join extension_member member on member.objid ${eq} ${oid}
    and member.classid ${eq} 'pg_catalog.${catalog}'::pg_catalog.regclass`;
}

/**
 * A catalog table with columns that older servers do not have. SQL resolves a name that the inner FROM does not know to
 * the outer one, where its fallback stands.
 */
function withFallbacks(catalog: string, fallbacks: Readonly<Record<string, string>>, columns: string): string {
  const names = Object.keys(fallbacks).join(', ');
  return `(select ${Object.values(fallbacks).join(', ')}) as fallback (${names})
    cross join lateral (select ${columns}, ${names} from pg_catalog.${catalog})`;
}

/** PostgreSQL reserves names that begin with `pg_`. */
const ownNamespace = `(pg_catalog.left(n.nspname, 3) ${eq} 'pg_' or n.nspname ${eq} 'information_schema')`;

function namespaces(parameter: string): string {
  return `
  select n.oid::pg_catalog.int8, n.nspname,
    case when ${parameter} is null then not ${ownNamespace} else n.nspname ${eq} any (${parameter}) end as exposed,
    pg_catalog.has_schema_privilege(n.oid, 'USAGE') as usage
  from pg_catalog.pg_namespace n
  where n.nspname ${eq} any (${parameter})
    or not (pg_catalog.starts_with(n.nspname, 'pg_temp_') or pg_catalog.starts_with(n.nspname, 'pg_toast'))`;
}

/** What is in the exposed namespaces' views, and in views that those are made of. The array is there as below. */
const viewSources = `
  select pg_catalog.unnest(array(
    select c.oid from pg_catalog.pg_class c
    join namespace n on n.oid ${eq} c.relnamespace and n.exposed
    where c.relkind ${eq} any ('{v,m}'::pg_catalog."char"[])
  ))
  union
  select d.refobjid from view_source v
  join pg_catalog.pg_rewrite r on r.ev_class ${eq} v.oid
  join pg_catalog.pg_depend d on d.objid ${eq} r.oid
    and d.classid ${eq} 'pg_catalog.pg_rewrite'::pg_catalog.regclass
    and d.refclassid ${eq} 'pg_catalog.pg_class'::pg_catalog.regclass`;

const classes = `
  select c.oid::pg_catalog.int8, n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relispartition,
    partitioned.inhparent::pg_catalog.int8,
    coalesce(heir.inherits, '[]') as inherits,
    c.relkind ${eq} 'r' and parent.inhparent is not null as inherited, c.reltuples::pg_catalog.int8,
    member.objid is not null as extension, pg_catalog.has_table_privilege(c.oid, 'SELECT') as selectable,
    description.description
  from pg_catalog.pg_class c
  join namespace n on n.oid ${eq} c.relnamespace and (
    n.exposed or not ${ownNamespace} and c.oid ${eq} any (array(select v.oid from view_source v)))
  left join pg_catalog.pg_inherits partitioned on c.relispartition and partitioned.inhrelid ${eq} c.oid
  left join (
    select i.inhrelid, pg_catalog.json_agg(i.inhparent::pg_catalog.int8 order by i.inhseqno) as inherits
    from pg_catalog.pg_inherits i group by i.inhrelid
  ) heir on heir.inhrelid ${eq} c.oid
  left join (select distinct i.inhparent from pg_catalog.pg_inherits i) parent on parent.inhparent ${eq} c.oid
  ${member('pg_class', 'c.oid')}
  ${describe('pg_class', 'c.oid')}
  where c.relkind ${eq} any ('{r,p,v,m,f}'::pg_catalog."char"[])`;

const attributes = `
  select a.attrelid::pg_catalog.int8, a.attnum, a.attname, a.atttypid::pg_catalog.int8, a.atttypmod, a.attndims, a.attnotnull,
    a.atthasdef, a.attidentity, a.attgenerated,
    c.selectable or pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') as selectable,
    description.description
  from ${withFallbacks(
    'pg_attribute',
    { attgenerated: `''::pg_catalog."char"` },
    'attrelid, attnum, attname, atttypid, atttypmod, attndims, attnotnull, atthasdef, attidentity, attisdropped',
  )} a
  join relation c on c.oid ${eq} a.attrelid
  ${describe('pg_class', 'a.attrelid', 'a.attnum')}
  where a.attnum ${gt} 0 and not a.attisdropped`;

const procs = `
  select p.oid::pg_catalog.int8, n.nspname, p.proname, p.provolatile, p.proisstrict, p.proretset,
    p.prorettype::pg_catalog.int8, p.provariadic::pg_catalog.int8, p.pronargdefaults,
    p.proargtypes::pg_catalog.oid[]::pg_catalog.int8[] as proargtypes,
    p.proallargtypes::pg_catalog.int8[] as proallargtypes, p.proargmodes, p.proargnames,
    member.objid is not null as extension, pg_catalog.has_function_privilege(p.oid, 'EXECUTE') as executable,
    description.description
  from pg_catalog.pg_proc p
  join namespace n on n.oid ${eq} p.pronamespace and n.exposed
  ${member('pg_proc', 'p.oid')}
  ${describe('pg_proc', 'p.oid')}
  where p.prokind ${eq} 'f'`;

/**
 * An oid of 0 is none, and ends there. PostgreSQL guesses the size of a recursion from its start, and the start from
 * everything in it; by way of an array it guesses ten rows. Otherwise the guess passes `jit_above_cost`, and compiling
 * takes a hundred times as long as reading.
 */
const reachableTypes = `
  select pg_catalog.unnest(array(
    select a.atttypid::pg_catalog.oid from attribute a
    union select r.prorettype::pg_catalog.oid from routine r
    union select argument.oid::pg_catalog.oid from routine r
      cross join lateral pg_catalog.unnest(coalesce(r.proallargtypes, r.proargtypes)) as argument (oid)
  ))
  union
  select part.oid from reachable_type r
  join pg_catalog.pg_type t on t.oid ${eq} r.oid
  cross join lateral (
    select t.typbasetype
    union all select t.typelem
    union all select g.rngsubtype from pg_catalog.pg_range g where g.rngtypid ${eq} t.oid
    union all select g.rngtypid from ${withFallbacks(
      'pg_range',
      { rngmultitypid: '0::pg_catalog.oid' },
      'rngtypid',
    )} g where g.rngmultitypid ${eq} t.oid
    union all select a.atttypid from pg_catalog.pg_attribute a
      where a.attrelid ${eq} t.typrelid and a.attnum ${gt} 0 and not a.attisdropped
  ) as part (oid)`;

/** The equality of each type's default operator class. */
const orderings = `
  select opc.opcintype as oid, n.nspname
  from pg_catalog.pg_opclass opc
  join pg_catalog.pg_am am on am.oid ${eq} opc.opcmethod and am.amname ${eq} 'btree'
  join pg_catalog.pg_amop amop on amop.amopfamily ${eq} opc.opcfamily and amop.amopstrategy ${eq} 3
    and amop.amoplefttype ${eq} opc.opcintype and amop.amoprighttype ${eq} opc.opcintype
  join pg_catalog.pg_operator o on o.oid ${eq} amop.amopopr
  join pg_catalog.pg_namespace n on n.oid ${eq} o.oprnamespace
  where opc.opcdefault`;

/**
 * A type without an operator class of its own, such as `varchar`, has that of a type to which it is binary-coercible;
 * arrays, enums and ranges, that of `anyarray`, `anyenum` and `anyrange`.
 */
const types = `
  select t.oid::pg_catalog.int8, n.nspname, t.typname, t.typtype, t.typrelid::pg_catalog.int8,
    t.typelem::pg_catalog.int8, t.typarray::pg_catalog.int8, t.typbasetype::pg_catalog.int8, t.typtypmod, t.typndims, t.typnotnull,
    range.rngsubtype::pg_catalog.int8, multirange.rngtypid::pg_catalog.int8,
    coalesce(own.nspname, coerced.nspname) as "orderingNamespace",
    labels.enumlabels, composite.attributes, description.description
  from type_oid r
  join pg_catalog.pg_type t on t.oid ${eq} r.oid
  join pg_catalog.pg_namespace n on n.oid ${eq} t.typnamespace
  left join pg_catalog.pg_range range on range.rngtypid ${eq} t.oid
  left join (select g.rngtypid, g.rngmultitypid from ${withFallbacks(
    'pg_range',
    { rngmultitypid: '0::pg_catalog.oid' },
    'rngtypid',
  )} g) multirange on multirange.rngmultitypid ${eq} t.oid
  left join ordering own on own.oid ${eq} t.oid
  left join (
    select distinct on (k.castsource) k.castsource, target.nspname
    from pg_catalog.pg_cast k
    join ordering target on target.oid ${eq} k.casttarget
    where k.castmethod ${eq} 'b' and k.castcontext ${eq} 'i'
    order by k.castsource, k.casttarget
  ) coerced on coerced.castsource ${eq} t.oid
  left join (
    select e.enumtypid, pg_catalog.json_agg(e.enumlabel order by e.enumsortorder) as enumlabels
    from pg_catalog.pg_enum e group by e.enumtypid
  ) labels on labels.enumtypid ${eq} t.oid
  left join (
    select member.typrelid, pg_catalog.json_agg(pg_catalog.json_build_object('attname', a.attname,
      'atttypid', a.atttypid::pg_catalog.int8, 'atttypmod', a.atttypmod, 'attndims', a.attndims) order by a.attnum) as attributes
    from type_oid r
    join pg_catalog.pg_type member on member.oid ${eq} r.oid and member.typrelid ${ne} 0
    join pg_catalog.pg_attribute a on a.attrelid ${eq} member.typrelid and a.attnum ${gt} 0 and not a.attisdropped
    group by member.typrelid
  ) composite on composite.typrelid ${eq} t.typrelid
  ${describe('pg_type', 't.oid')}
  order by n.nspname, t.typname`;

/**
 * A foreign key to a partitioned table has one more row for each partition, which is no foreign key by itself: the row
 * that is referred to is in one of them only.
 */
const constraints = `
  select k.oid::pg_catalog.int8, k.conrelid::pg_catalog.int8, k.conname, k.contype, k.conkey,
    k.confrelid::pg_catalog.int8, k.confkey, k.convalidated, k.condeferrable, k.conperiod, description.description
  from ${withFallbacks(
    'pg_constraint',
    { conperiod: 'false' },
    'oid, conrelid, conname, contype, conkey, confrelid, confkey, convalidated, condeferrable, conparentid',
  )} k
  join relation c on c.oid ${eq} k.conrelid
  ${describe('pg_constraint', 'k.oid')}
  where (k.contype ${eq} any ('{p,u,f}'::pg_catalog."char"[]) or k.contype ${eq} 'n' and not k.convalidated)
    and not exists (
      select from pg_catalog.pg_constraint whole
      where whole.oid ${eq} k.conparentid and whole.conrelid ${eq} k.conrelid
    )
  order by k.conrelid, k.conname`;

const indexes = `
  select i.indexrelid::pg_catalog.int8, i.indrelid::pg_catalog.int8, x.relname, am.amname, i.indisunique,
    i.indisprimary, i.indimmediate, i.indnullsnotdistinct, i.partial,
    (i.indkey::pg_catalog.int2[])[0:i.indnkeyatts operator(pg_catalog.-) 1] as indkey, description.description
  from ${withFallbacks(
    'pg_index',
    { indnullsnotdistinct: 'false' },
    `indexrelid, indrelid, indisunique, indisprimary, indimmediate, indkey, indnkeyatts, indisvalid, indisready,
      indpred is not null as partial`,
  )} i
  join relation c on c.oid ${eq} i.indrelid
  join pg_catalog.pg_class x on x.oid ${eq} i.indexrelid
  join pg_catalog.pg_am am on am.oid ${eq} x.relam
  ${describe('pg_class', 'i.indexrelid')}
  where i.indisvalid and i.indisready
  order by i.indrelid, x.relname`;

const rules = `
  select r.ev_class::pg_catalog.int8, r.ev_action::pg_catalog.text
  from pg_catalog.pg_rewrite r
  join relation c on c.oid ${eq} r.ev_class and c.relkind ${eq} any ('{v,m}'::pg_catalog."char"[])
  where r.rulename ${eq} '_RETURN'
  order by r.ev_class`;

/** Strategy 3 of a B-tree operator family is equality. */
const equalities = `
  select amop.amopopr::pg_catalog.int8
  from pg_catalog.pg_amop amop
  join pg_catalog.pg_am am on am.oid ${eq} amop.amopmethod and am.amname ${eq} 'btree'
  where amop.amopstrategy ${eq} 3`;

const textSearchConfigurations = `
  select n.nspname, c.cfgname
  from pg_catalog.pg_ts_config c
  join namespace n on n.oid ${eq} c.cfgnamespace and (n.exposed or n.nspname ${eq} 'pg_catalog')
  order by n.nspname, c.cfgname`;
