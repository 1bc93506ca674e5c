import type { Catalog, PgType } from '../catalog/catalog.js';
import { PillionError } from '../errors/pillion-error.js';
import { parseComment } from './comment-tags.js';
import type { BaseType, DataType, RangeType } from './data-type.js';

/**
 * The types of a catalog. `modifier` is the `atttypmod` of where the type is used, -1 without; `dimensions` those that an
 * array is declared with there.
 */
export interface DataTypes {
  build(oid: number, modifier?: number, dimensions?: number): DataType;
  /** The catalog's row. */
  row(oid: number): PgType;
}

/** Builds each type once, when it is asked for. */
export function dataTypesOf(catalog: Pick<Catalog, 'types'>): DataTypes {
  const rows = new Map(catalog.types.map((row) => [row.oid, row]));
  const built = new Map<number | string, DataType>();
  const open = new Set<number>();

  function row(oid: number): PgType {
    const found = rows.get(oid);
    if (found !== undefined) return found;
    throw new PillionError('CONFIGURATION', `The catalog lacks the type with oid ${oid}. Read it again.`);
  }

  function build(oid: number, modifier = -1, dimensions = 0): DataType {
    const plain = modifier === -1 && dimensions === 0;
    const key = plain ? oid : `${oid} ${modifier} ${dimensions}`;
    const known = built.get(key);
    if (known !== undefined) return known;
    const type = buildFrom(row(oid), modifier, dimensions);
    // What was built inside an open composite type may be cut short; it is built whole when that one is done.
    if (open.size === 0) built.set(key, type);
    return type;
  }

  function buildFrom(type: PgType, modifier: number, dimensions: number): DataType {
    const named = { oid: type.oid, namespace: type.nspname, name: type.typname };
    const { comment } = parseComment(type.description);
    switch (type.typtype) {
      case 'd':
        return {
          kind: 'domain',
          ...named,
          base: build(type.typbasetype, type.typtypmod, dimensions || type.typndims),
          comment,
        };
      case 'e':
        return { kind: 'enum', ...named, labels: type.enumlabels ?? [], comment };
      case 'r':
        return { kind: 'range', ...named, subtype: build(type.rngsubtype ?? 0) };
      case 'm':
        return { kind: 'multirange', ...named, range: build(type.rngtypid ?? 0) as RangeType };
      case 'c':
        return open.has(type.oid) ? baseType(type, -1) : compositeType(type, comment);
      case 'b':
      case 'p':
        return isArray(type)
          ? { kind: 'array', ...named, element: build(type.typelem, modifier), ...(dimensions > 1 && { dimensions }) }
          : baseType(type, modifier);
    }
  }

  /**
   * PostgreSQL refuses a composite type that contains itself, though not in every version by every way round: what comes
   * round again is a base type, which only has its text.
   */
  function compositeType(type: PgType, comment: string | undefined): DataType {
    open.add(type.oid);
    const attributes = (type.attributes ?? []).map(({ attname, atttypid, atttypmod, attndims }) => ({
      name: attname,
      type: build(atttypid, atttypmod, attndims),
    }));
    open.delete(type.oid);
    return { kind: 'composite', oid: type.oid, namespace: type.nspname, name: type.typname, attributes, comment };
  }

  /** `int2vector` and others have elements without being arrays: to PostgreSQL's JSON functions they are text. */
  function isArray(type: PgType): boolean {
    return type.typelem !== 0 && rows.get(type.typelem)?.typarray === type.oid;
  }

  return { build, row };
}

function baseType(type: PgType, modifier: number): BaseType {
  return {
    kind: 'base',
    oid: type.oid,
    namespace: type.nspname,
    name: type.typname,
    modifier,
    orderingNamespace: type.orderingNamespace ?? undefined,
  };
}
