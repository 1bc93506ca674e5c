import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Table } from '../model/database-model.js';
import { tableOf } from '../typesystem/field-meaning.js';
import type { HostSchema } from './build-host-schema.js';
import { lacksColumn } from './extend-row-type.js';
import { fieldName, type HiddenParts, nothingHidden } from './hidden-parts.js';

/**
 * What of the host's schema has no place in a role's: fields of rows that need a column which the role may not read, fields
 * that give rows which it may not read or find by a key, and whatever is left without a field, or is reached only from there.
 *
 * @param reflected The schema of what the role may read.
 * @param rowTypes The types of rows, by name, that the host's classes stand for in the schema of everything.
 */
export function findHiddenParts(
  host: HostSchema,
  reflected: GraphQLSchema,
  rowTypes: ReadonlySet<string>,
): HiddenParts {
  const types = new Set([...rowTypes].filter((name) => reflected.getType(name) === undefined));
  const fields = new Set<string>();
  for (const name of rowTypes) hideWithoutNeeds(host, reflected, name, fields);
  const canBeGiven = (name: string): boolean => {
    const table = rowTypes.has(name) ? rowTable(reflected, name) : undefined;
    return !types.has(name) && (!rowTypes.has(name) || (table !== undefined && hasKey(table)));
  };
  const declared = Object.values(host.schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  for (let before = -1; before !== types.size + fields.size;) {
    before = types.size + fields.size;
    for (const type of declared) hideIn(type, rowTypes.has(type.name), canBeGiven, types, fields);
  }
  const starts = [host.schema.getQueryType(), host.schema.getMutationType()].filter((type) => type != null);
  const rows = [...rowTypes].flatMap((name) => host.schema.getType(name) ?? []);
  const left = reachedFrom([...starts, ...rows], host.schema, { types, fields });
  for (const name of reachedFrom([...starts, ...rows], host.schema, nothingHidden))
    if (!left.has(name)) types.add(name);
  return { types, fields };
}

function rowTable(reflected: GraphQLSchema, name: string): Table | undefined {
  const type = reflected.getType(name);
  return type && tableOf(type);
}

/** Only rows with a key can be given by it. */
export function hasKey({ primaryKey, uniqueKeys }: Table): boolean {
  return primaryKey !== undefined || uniqueKeys.length > 0;
}

/** A column that code guards is not there without what the guard needs. */
function hideWithoutNeeds(host: HostSchema, reflected: GraphQLSchema, name: string, fields: Set<string>): void {
  const [row, type, declared] = [reflected.getType(name), host.schema.getType(name), host.types.get(name)];
  if (!isObjectType(row) || !isObjectType(type) || declared === undefined || !lacksColumn(row, type, declared)) return;
  for (const field of Object.values(type.getFields())) {
    const { resolved = false, guarded = false } = declared.fields.get(field.name) ?? {};
    if (resolved || guarded) fields.add(fieldName(type, field));
  }
}

function hideIn(
  type: GraphQLNamedType,
  isRow: boolean,
  canBeGiven: (typeName: string) => boolean,
  types: Set<string>,
  fields: Set<string>,
): void {
  if (isUnionType(type) && type.getTypes().every(({ name }) => types.has(name))) types.add(type.name);
  if (types.has(type.name) || !(isObjectType(type) || isInterfaceType(type))) return;
  const own = Object.values(type.getFields());
  for (const field of own) if (!canBeGiven(getNamedType(field.type).name)) fields.add(fieldName(type, field));
  if (isRow) return;
  const lacksPart = type
    .getInterfaces()
    .some((above) =>
      Object.values(above.getFields()).some(
        (field) => !fields.has(fieldName(above, field)) && fields.has(fieldName(type, field)),
      ),
    );
  if (lacksPart || own.every((field) => fields.has(fieldName(type, field)))) types.add(type.name);
}

function reachedFrom(
  starts: readonly GraphQLNamedType[],
  schema: GraphQLSchema,
  { types, fields }: HiddenParts,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const reach = (type: GraphQLNamedType): void => {
    if (reached.has(type.name) || types.has(type.name)) return;
    reached.add(type.name);
    if (isUnionType(type)) type.getTypes().forEach(reach);
    if (isInterfaceType(type)) schema.getPossibleTypes(type).forEach(reach);
    if (isObjectType(type) || isInterfaceType(type)) type.getInterfaces().forEach(reach);
    if (!(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))) return;
    for (const field of Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields())) {
      if (fields.has(fieldName(type, field))) continue;
      reach(getNamedType(field.type));
      if ('args' in field) for (const argument of field.args) reach(getNamedType(argument.type));
    }
  };
  starts.forEach(reach);
  return reached;
}
