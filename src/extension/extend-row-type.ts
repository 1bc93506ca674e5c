import { type GraphQLField, type GraphQLFieldConfigMap, GraphQLObjectType } from 'graphql';
import type { Column } from '../model/database-model.js';
import { nearestName } from '../model/nearest-name.js';
import { type FieldMeaning, fieldMeaningOf, meaning, type NeededField, tableOf } from '../typesystem/field-meaning.js';
import type { HostField, HostType } from './build-host-schema.js';
import { checkColumnField, checkPropertyType } from './check-column-field.js';
import type { ExtensionClass } from './extension-options.js';
import { fieldName, type HiddenParts, nothingHidden } from './hidden-parts.js';
import { invalidExtension } from './invalid-extension.js';
import type { MergedTypes } from './merge-types.js';
import { needsOf } from './needs.js';

/** The class that stands for the type of a row. */
export interface RowClass {
  readonly target: ExtensionClass;
  /** The property of each field that is a column. */
  readonly properties: ReadonlyMap<string, string>;
}

type Field = GraphQLField<unknown, unknown>;

/**
 * Puts the fields of the host's class into the type of a row.
 * @param host The class's own type.
 * @param hidden Fields that a role is not to have, a column with a guard among them.
 */
export function extendRowType(
  row: GraphQLObjectType,
  host: GraphQLObjectType,
  declared: HostType,
  types: MergedTypes,
  hidden: HiddenParts,
): RowClass {
  const { target } = declared;
  if (host.getInterfaces().length > 0) {
    const fault = `the type ${row.name} is read from the database, and its interfaces with it. Leave "implements" out.`;
    throw invalidExtension(target.name, fault);
  }
  const reflected = { ...row.getFields() };
  const lacking = hidden !== nothingHidden && lacksColumn(row, host, declared);
  const needs: NeededField[] = [...(lacking ? [] : needsOf(target))].map(([property, column]) =>
    neededColumn(row, reflected, declared, property, column),
  );
  const properties = new Map<string, string>();
  const hosted: GraphQLFieldConfigMap<unknown, unknown> = {};
  const extension = meaning({ kind: 'extension', needs }).extensions;
  for (const field of Object.values(host.getFields())) {
    const known = reflected[field.name];
    const one = fieldOf(declared, field.name);
    if (hidden.fields.has(fieldName(row, field)) || (lacking && known === undefined)) {
      if (known !== undefined) hideColumn(row, field.name, one.place);
      continue;
    }
    const config = types.field(field);
    if (one.resolved) {
      if (known !== undefined) throw alreadyThere(one.place, row, field.name);
      hosted[field.name] = { ...config, extensions: { ...field.extensions, ...extension } };
      continue;
    }
    const means = columnMeaning(row, reflected, known, field.name, one.place);
    const { type } = known ?? field;
    checkColumnField(one.place, config.type, type);
    checkPropertyType(one.place, target, one.property, innerMeaning(means));
    needs.push({ property: one.property, meaning: means, type });
    properties.set(field.name, one.property);
    if (known !== undefined) annotate(known, field);
    if (known !== undefined && one.guarded) {
      const extensions = { ...known.extensions, ...extension };
      hosted[field.name] = { ...config, type, description: known.description ?? null, extensions };
    }
  }
  annotateType(row, host);
  const made = new GraphQLObjectType({ name: row.name, fields: hosted }).getFields();
  // The schema was just made, and nobody has it yet: to add to its types spares making all of them anew.
  Object.assign(row.getFields(), made);
  return { target, properties };
}

/** Whether the row is without a column that the class needs, as it may be in the schema of a role. */
export function lacksColumn(row: GraphQLObjectType, host: GraphQLObjectType, declared: HostType): boolean {
  const fields = row.getFields();
  const lacksNeed = [...needsOf(declared.target).values()].some(
    (column) => publishedField(fields, column) === undefined && omittedColumn(row, column) === undefined,
  );
  const columns = Object.keys(host.getFields()).filter((name) => !fieldOf(declared, name).resolved);
  return lacksNeed || columns.some((name) => fields[name] === undefined);
}

/** Its guard cannot run for a role that may not read what that needs, so the column is not there. */
function hideColumn(row: GraphQLObjectType, name: string, place: string): void {
  const fields = row.getFields();
  const isDemanded = row.getInterfaces().some((above) => above.getFields()[name] !== undefined);
  if (isDemanded || Object.keys(fields).length === 1) {
    const fault = `a role may read ${row.name}.${name} and not all the columns that its class needs, and the field cannot be left out.`;
    throw invalidExtension(place, `${fault} Grant the role SELECT on those columns, too.`);
  }
  Reflect.deleteProperty(fields, name);
}

function publishedField(reflected: Readonly<Record<string, Field>>, column: string): Field | undefined {
  return reflected[column] ?? Object.values(reflected).find((one) => columnOf(fieldMeaningOf(one))?.name === column);
}

function omittedColumn(row: GraphQLObjectType, column: string): Column | undefined {
  return tableOf(row)?.omitted?.find(({ name }) => name === column);
}

function fieldOf({ target, fields }: HostType, name: string): HostField {
  return fields.get(name) ?? { property: name, resolved: false, guarded: false, place: `${target.name}.${name}` };
}

function neededColumn(
  row: GraphQLObjectType,
  reflected: Readonly<Record<string, Field>>,
  { target }: HostType,
  property: string,
  column: string,
): NeededField {
  const place = `${target.name}.${property}`;
  const published = publishedField(reflected, column);
  const hidden = omittedColumn(row, column);
  const means =
    published === undefined && hidden !== undefined
      ? ({ kind: 'column', column: hidden } as const)
      : columnMeaning(row, reflected, published, column, place);
  if (published === undefined && hidden !== undefined && hasParts(hidden)) {
    throw invalidExtension(
      place,
      `the column ${column} has parts, and is tagged @omit. Publish it, or read a part by a function.`,
    );
  }
  checkPropertyType(place, target, property, innerMeaning(means));
  return { property, meaning: means, type: published?.type };
}

function hasParts({ type }: Column): boolean {
  return ['composite', 'range', 'multirange'].includes(type.kind);
}

/** The meaning of a field that can be read with its row. */
function columnMeaning(
  row: GraphQLObjectType,
  reflected: Readonly<Record<string, Field>>,
  field: Field | undefined,
  name: string,
  place: string,
): FieldMeaning {
  if (field === undefined) throw unknownColumn(row, reflected, name, place);
  const means = fieldMeaningOf(field);
  const inner = means && innerMeaning(means);
  if (means !== undefined && (inner?.kind === 'column' || inner?.kind === 'nodeId')) return means;
  const fault = `${row.name}.${field.name} is no column. It is in the schema without being declared: leave it out of the class.`;
  throw invalidExtension(place, fault);
}

function innerMeaning(means: FieldMeaning): FieldMeaning {
  return means.kind === 'ofBase' ? innerMeaning(means.meaning) : means;
}

function columnOf(means: FieldMeaning | undefined): Column | undefined {
  const inner = means && innerMeaning(means);
  return inner?.kind === 'column' ? inner.column : undefined;
}

function unknownColumn(
  row: GraphQLObjectType,
  reflected: Readonly<Record<string, Field>>,
  name: string,
  place: string,
) {
  const columns = Object.values(reflected)
    .filter((field) => columnOf(fieldMeaningOf(field)) !== undefined)
    .map((field) => field.name);
  const nearest = nearestName(name, columns, 3);
  const meant = nearest === undefined ? `Columns: ${columns.join(', ')}.` : `Did you mean ${nearest}?`;
  const remedy = 'A field that you compute needs a method, a getter or a @FieldResolver().';
  return invalidExtension(place, `${row.name} has no column ${name}. ${meant} ${remedy}`);
}

function alreadyThere(place: string, row: GraphQLObjectType, name: string) {
  const remedy = 'Give yours another name, or tag the column @omit and take it with @Needs().';
  return invalidExtension(place, `the database gives ${row.name}.${name} already. ${remedy}`);
}

/** What the host says of a column beside its type. */
function annotate(known: Field, host: Field): void {
  known.description = host.description ?? known.description;
  known.deprecationReason = host.deprecationReason ?? known.deprecationReason;
  known.astNode = host.astNode ?? known.astNode;
  known.extensions = { ...host.extensions, ...known.extensions };
}

function annotateType(row: GraphQLObjectType, host: GraphQLObjectType): void {
  row.description = host.description ?? row.description;
  row.astNode = host.astNode ?? row.astNode;
  row.extensions = { ...host.extensions, ...row.extensions };
}
