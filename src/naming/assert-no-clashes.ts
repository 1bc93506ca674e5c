import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseModel, Relationship, Table } from '../model/database-model.js';
import type { NamedType } from './named-types.js';
import type { Names } from './names.js';
import { isLegalName } from './words.js';

/**
 * Checks that every name is a GraphQL name and stands for one thing.
 * @throws {PillionError} `CONFIGURATION` with every fault: both objects in PostgreSQL's words, and what to add.
 */
export function assertNoClashes(
  model: DatabaseModel,
  names: Names,
  types: readonly NamedType[],
  nodeIdField: string,
): void {
  const faults = [
    ...typeFaults(model, names, types),
    ...rootFaults(model, names),
    ...model.tables.flatMap((table) => fieldFaults(model, table, names, nodeIdField)),
    ...types.flatMap((type) => valueFaults(type, names)),
  ];
  if (faults.length > 0) throw new PillionError('CONFIGURATION', faults.join('\n'));
}

interface Claim {
  readonly name: string;
  readonly of: string;
  /** How to give it another name. */
  readonly remedy: string;
}

const builtInTypes = [
  ...['Query', 'Mutation', 'Subscription', 'Node', 'PageInfo', 'OrderDirection', 'NullFilter'],
  ...['Int', 'Float', 'String', 'Boolean', 'ID', 'BigInt', 'Decimal', 'Date', 'Time', 'TimeTz', 'LocalDateTime'],
  ...['DateTime', 'Interval', 'UUID', 'JSON', 'Bytes', 'Inet', 'Cidr', 'MacAddr', 'BitString'],
];

function typeFaults(model: DatabaseModel, names: Names, types: readonly NamedType[]): readonly string[] {
  const claims: Claim[] = builtInTypes.map((name) => ({ name, of: `Pillion's own type ${name}`, remedy: '' }));
  for (const table of model.tables) {
    const own = names.tables.get(table);
    if (own === undefined) continue;
    for (const name of [own.type, own.connection, own.edge, own.where, own.orderBy]) {
      claims.push({ name, of: tableText(table), remedy: tableRemedy(table) });
    }
  }
  for (const type of types) {
    const name = names.types.get(type.oid) ?? '';
    const of = `the type ${type.namespace}.${type.name}`;
    claims.push({ name, of, remedy: 'or give the type another name with the option naming.dataType' });
    if (type.kind === 'enum') claims.push({ name: `${name}Filter`, of, remedy: '' });
  }
  return faultsOf(claims, 'GraphQL type');
}

function rootFaults(model: DatabaseModel, names: Names): readonly string[] {
  const claims: Claim[] = [{ name: 'node', of: "Pillion's own root field node", remedy: '' }];
  for (const table of model.tables) {
    const own = names.tables.get(table);
    if (own === undefined) continue;
    const remedy = tableRemedy(table);
    claims.push({ name: own.list, of: `the list of ${tableText(table)}`, remedy });
    if (table.primaryKey !== undefined) claims.push({ name: own.single, of: `the row of ${tableText(table)}`, remedy });
    for (const [key, name] of own.byUnique) {
      claims.push({ name, of: `the unique key ${key.name} of ${tableText(table)}`, remedy });
    }
  }
  return faultsOf(claims, 'root field');
}

function fieldFaults(model: DatabaseModel, table: Table, names: Names, nodeIdField: string): readonly string[] {
  const claims: Claim[] = [];
  if (table.primaryKey !== undefined) {
    claims.push({ name: nodeIdField, of: 'the global identifier', remedy: '' });
  }
  for (const column of table.columns) {
    const of = `the column ${tableName(table)}.${column.name}`;
    const remedy = `comment on column ${tableName(table)}.${quoted(column.name)} is '@name another_name'`;
    claims.push({ name: names.columns.get(column) ?? '', of, remedy });
  }
  for (const relationship of model.relationships) {
    if (relationship.from !== table) continue;
    const { of, remedy } = relationshipText(relationship);
    claims.push({ name: names.relationships.get(relationship) ?? '', of, remedy });
  }
  return faultsOf(claims, `field of ${names.tables.get(table)?.type ?? ''}`);
}

function valueFaults(type: NamedType, names: Names): readonly string[] {
  const values = [...(names.enumValues.get(type.oid) ?? [])];
  const remedy = 'give one of them another name with the option naming.enumValue';
  const claims = values.map(([label, name]) => ({ name, of: `the label ${JSON.stringify(label)}`, remedy }));
  return faultsOf(claims, `value of the enum ${type.namespace}.${type.name}`);
}

function faultsOf(claims: readonly Claim[], kind: string): readonly string[] {
  const first = new Map<string, Claim>();
  const faults: string[] = [];
  for (const claim of claims) {
    const other = first.get(claim.name);
    if (!isLegalName(claim.name)) {
      faults.push(`"${claim.name}", the name of ${claim.of}, is no GraphQL name: ${claim.remedy}.`);
    } else if (other === undefined) first.set(claim.name, claim);
    else {
      const remedies = [...new Set([claim.remedy, other.remedy])].filter((remedy) => remedy !== '').join(', or ');
      faults.push(`The ${kind} "${claim.name}" would stand for both ${other.of} and ${claim.of}: ${remedies}.`);
    }
  }
  return faults;
}

function relationshipText(relationship: Relationship): Omit<Claim, 'name'> {
  const key = relationship.kind === 'junction' ? relationship.junction.far : relationship.foreignKey;
  const tag = { referenced: 'fieldName', referencing: 'foreignFieldName', junction: 'manyToManyFieldName' }[
    relationship.kind
  ];
  return {
    of: `the relationship by ${key.name} of ${tableName(key.table)} to ${tableName(relationship.to)}`,
    remedy: `comment on constraint ${quoted(key.name)} on ${tableName(key.table)} is '@${tag} anotherName'`,
  };
}

function tableRemedy(table: Table): string {
  return `comment on ${relationKinds[table.kind]} ${tableName(table)} is '@name another_name'`;
}

/** As `COMMENT ON` names them. */
const relationKinds: Readonly<Record<Table['kind'], string>> = {
  table: 'table',
  partitionedTable: 'table',
  view: 'view',
  materializedView: 'materialized view',
  foreignTable: 'foreign table',
};

function tableText(table: Table): string {
  return `the table ${tableName(table)}`;
}

function tableName({ namespace, name }: Table): string {
  return `${quoted(namespace)}.${quoted(name)}`;
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replace(/"/g, '""')}"`;
}
