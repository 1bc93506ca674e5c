import type { PgView, PgViewEquality, PgViewRelation } from './catalog.js';
import { type NodeValue, parseNodeTree, type TreeNode } from './parse-node-tree.js';

/**
 * What the query of a view, `pg_rewrite.ev_action` of its rule `_RETURN`, says of its columns and rows. Whatever is not
 * understood is left out, so that nothing is claimed which does not hold.
 *
 * @param equalities The oids of the operators that a B-tree's equality is.
 */
export function parseViewQuery(ev_class: number, ev_action: string, equalities: ReadonlySet<number>): PgView {
  const actions = parseNodeTree(ev_action);
  const query = Array.isArray(actions) ? node(actions[0] as NodeValue) : undefined;
  const reads = relationsIn(actions).filter((relid) => relid !== ev_class);
  if (query === undefined || query.fields.get('setOperations') !== undefined) return { ev_class, ...nothing, reads };
  const from = readFrom(query, equalities);
  const grouped = ['groupClause', 'groupingSets', 'havingQual'].some((name) => query.fields.get(name) !== undefined);
  const combines =
    !grouped &&
    from.whole &&
    query.fields.get('hasAggs') === 'false' &&
    query.fields.get('hasTargetSRFs') === 'false' &&
    from.relations.length > 0;
  const columns = nodes(query.fields.get('targetList')).flatMap((target) => {
    const [attnum, resorigtbl, resorigcol] = ['resno', 'resorigtbl', 'resorigcol'].map((name) => number(target, name));
    if (!attnum || !resorigtbl || !resorigcol || target.fields.get('resjunk') === 'true') return [];
    const variable = grouped ? undefined : variableOf(target.fields.get('expr'));
    const direct = from.relations.some(({ varno }) => varno === variable?.varno);
    return [{ attnum, resorigtbl, resorigcol, varno: variable !== undefined && direct ? variable.varno : 0 }];
  });
  return { ev_class, columns, combines, relations: from.relations, equalities: from.equalities, reads };
}

/** Before PostgreSQL 16, the query of a view names the view itself, too. */
function relationsIn(value: NodeValue): readonly number[] {
  const found = new Set<number>();
  const visit = (part: NodeValue): void => {
    if (Array.isArray(part)) for (const item of part as readonly NodeValue[]) visit(item);
    const tree = node(part);
    if (tree === undefined) return;
    const relid = number(tree, 'relid');
    if (relid) found.add(relid);
    for (const field of tree.fields.values()) visit(field);
  };
  visit(value);
  return [...found];
}

const nothing: Omit<PgView, 'ev_class' | 'reads'> = { columns: [], combines: false, relations: [], equalities: [] };

interface From {
  readonly relations: readonly PgViewRelation[];
  readonly equalities: readonly PgViewEquality[];
  /** There is nothing in it but relations, and joins of those. */
  readonly whole: boolean;
}

function readFrom(query: TreeNode, operators: ReadonlySet<number>): From {
  const rangeTable = nodes(query.fields.get('rtable'));
  const relations: PgViewRelation[] = [];
  const equalities: PgViewEquality[] = [];
  let whole = true;

  /** Gives the relations below an item. */
  const visit = (item: TreeNode, nullable: boolean): readonly number[] => {
    switch (item.tag) {
      case 'RANGETBLREF': {
        const varno = number(item, 'rtindex') ?? 0;
        const entry = rangeTable[varno - 1];
        const relid = entry && number(entry, 'relid');
        // RTE_RELATION is 0.
        if (relid === undefined || entry?.fields.get('rtekind') !== '0') whole = false;
        else relations.push({ varno, relid, nullable });
        return [varno];
      }
      case 'JOINEXPR': {
        // JOIN_INNER is 0, JOIN_LEFT 1, JOIN_FULL 2, JOIN_RIGHT 3.
        const kind = item.fields.get('jointype');
        const [left, right] = [node(item.fields.get('larg')), node(item.fields.get('rarg'))];
        const below = [
          left === undefined ? [] : visit(left, nullable || kind === '2' || kind === '3'),
          right === undefined ? [] : visit(right, nullable || (kind !== '0' && kind !== '3')),
        ] as const;
        if (left === undefined || right === undefined || (kind !== '0' && kind !== '1')) whole = false;
        // The condition of a left join takes no row from its left side.
        else hold(item.fields.get('quals'), kind === '0' ? below.flat() : below[1]);
        return below.flat();
      }
      case 'FROMEXPR': {
        const below = nodes(item.fields.get('fromlist')).flatMap((part) => visit(part, nullable));
        hold(item.fields.get('quals'), below);
        return below;
      }
      default:
        whole = false;
        return [];
    }
  };

  /** Keeps what a condition says of some relations: of every row it holds. */
  const hold = (condition: NodeValue, varnos: readonly number[]): void => {
    for (const operation of conjunctsOf(condition)) {
      if (operation.tag !== 'OPEXPR' || !operators.has(number(operation, 'opno') ?? 0)) continue;
      const [left, right] = nodes(operation.fields.get('args'));
      for (const [one, other] of [
        [left, right],
        [right, left],
      ]) {
        const variable = variableOf(one);
        const source = isConstant(other) ? 0 : variableOf(other)?.varno;
        if (variable === undefined || source === undefined || !varnos.includes(variable.varno)) continue;
        // By another collation, several values may equal one.
        if (variable.varcollid !== number(operation, 'inputcollid')) continue;
        equalities.push({ varno: variable.varno, varattno: variable.varattno, source });
      }
    }
  };

  const jointree = node(query.fields.get('jointree'));
  if (jointree === undefined) whole = false;
  else visit(jointree, false);
  return { relations, equalities, whole };
}

/** The conditions of which all must hold. */
function conjunctsOf(condition: NodeValue): readonly TreeNode[] {
  const found = node(condition);
  if (found === undefined) return [];
  if (found.tag !== 'BOOLEXPR' || found.fields.get('boolop') !== 'and') return [found];
  return nodes(found.fields.get('args')).flatMap(conjunctsOf);
}

/** A column of a relation in FROM, also where it is taken for a type that is stored alike: `varchar` for `text`. */
function variableOf(value: NodeValue): Variable | undefined {
  const found = node(value);
  if (found?.tag === 'RELABELTYPE') return variableOf(found.fields.get('arg'));
  if (found?.tag !== 'VAR' || found.fields.get('varlevelsup') !== '0') return undefined;
  const [varno, varattno, varcollid] = ['varno', 'varattno', 'varcollid'].map((name) => number(found, name));
  if (varno === undefined || varattno === undefined || varcollid === undefined) return undefined;
  return { varno, varattno, varcollid };
}

interface Variable {
  readonly varno: number;
  readonly varattno: number;
  readonly varcollid: number;
}

function isConstant(value: NodeValue): boolean {
  const found = node(value);
  return found?.tag === 'RELABELTYPE' ? isConstant(found.fields.get('arg')) : found?.tag === 'CONST';
}

function node(value: NodeValue): TreeNode | undefined {
  return typeof value === 'object' && 'tag' in value ? value : undefined;
}

function nodes(value: NodeValue): readonly TreeNode[] {
  return Array.isArray(value) ? (value as readonly NodeValue[]).flatMap((item) => node(item) ?? []) : [];
}

function number({ fields }: TreeNode, name: string): number | undefined {
  const value = fields.get(name);
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
}
