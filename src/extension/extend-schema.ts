import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  validateSchema,
} from 'graphql';
import { fieldMeaningOf, meaning, tableOf, typeMeaningOf } from '../typesystem/field-meaning.js';
import type { HostSchema } from './build-host-schema.js';
import { extendRowType, type RowClass } from './extend-row-type.js';
import { findHiddenParts, hasKey } from './find-hidden-parts.js';
import { fieldName, type HiddenParts, nothingHidden } from './hidden-parts.js';
import { invalidExtension } from './invalid-extension.js';
import { createMergedTypes, type MergedTypes } from './merge-types.js';

/** A reflected schema with the host's types and fields in it. */
export interface ExtendedSchema {
  readonly schema: GraphQLSchema;
  /** The types that the database answers. */
  readonly reflected: ReadonlySet<GraphQLNamedType>;
  /** The class that stands for a row's type. */
  readonly classes: ReadonlyMap<GraphQLNamedType, RowClass>;
}

/**
 * Merges the host's schema over a reflected one, whose types get the host's fields: it belongs to the merged one from here
 * on.
 *
 * @param checked The types of rows that the host's classes stand for in the schema of everything, for which they were
 *   checked: what a role may not read is left out. Without it, all of it has to be there.
 * @throws {PillionError} `CONFIGURATION` naming the class, the field and the remedy.
 */
export function extendSchema(
  reflected: GraphQLSchema,
  host: HostSchema,
  checked?: ReadonlySet<string>,
): ExtendedSchema {
  const isRow = (type: GraphQLNamedType): boolean => isObjectType(type) && isRowType(reflected, type);
  const hidden = checked === undefined ? nothingHidden : findHiddenParts(host, reflected, checked);
  const types = createMergedTypes(reflected, isRow, hidden);
  const own = Object.values(reflected.getTypeMap());
  const known = new Set<GraphQLNamedType>(own);
  if (host.schema.getSubscriptionType() != null) {
    throw invalidExtension('subscriptions', 'they are not served. Leave the classes with @Subscription() out.');
  }
  const classes = new Map<GraphQLNamedType, RowClass>();
  const added = hostTypes(host.schema, hidden).flatMap((type): readonly GraphQLNamedType[] => {
    const merged = types.of(type);
    if (!known.has(merged)) return [merged];
    const declared = host.types.get(type.name);
    if (isObjectType(type) && isObjectType(merged) && declared !== undefined) {
      classes.set(merged, extendRowType(merged, type, declared, types, hidden));
    }
    return [];
  });
  addRootFields(reflected, host, types, hidden);
  const mutation = host.schema.getMutationType();
  const mutates = mutation != null && !hidden.types.has(mutation.name);
  const schema = new GraphQLSchema({
    ...reflected.toConfig(),
    assumeValid: false,
    types: [...own, ...added],
    mutation: mutates ? (types.of(mutation) as GraphQLObjectType) : null,
    directives: [...new Set([...reflected.getDirectives(), ...host.schema.getDirectives()])],
  });
  const [fault] = validateSchema(schema);
  if (fault !== undefined) throw invalidExtension('the merged schema', fault.message, fault);
  checkGivenRows(schema, host, known);
  return { schema, reflected: known, classes };
}

/** The row types of an interface stand for no table of their own. */
function isRowType(reflected: GraphQLSchema, type: GraphQLObjectType): boolean {
  if (type === reflected.getQueryType()) return false;
  return typeMeaningOf(type) !== undefined || type.getInterfaces().some((one) => tableOf(one) !== undefined);
}

function hostTypes(schema: GraphQLSchema, hidden: HiddenParts): readonly GraphQLNamedType[] {
  const roots = new Set<unknown>([schema.getQueryType(), schema.getMutationType()]);
  return Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !roots.has(type) && !hidden.types.has(type.name),
  );
}

function addRootFields(reflected: GraphQLSchema, host: HostSchema, types: MergedTypes, hidden: HiddenParts): void {
  const fields = reflected.getQueryType()?.getFields() ?? {};
  for (const field of Object.values(host.schema.getQueryType()?.getFields() ?? {})) {
    if (hidden.fields.has(fieldName({ name: 'Query' }, field))) continue;
    if (fields[field.name] !== undefined) {
      const place = host.places.get(`Query.${field.name}`) ?? `Query.${field.name}`;
      const remedy = 'Give yours another name: @Query(() => …, { name: … }).';
      throw invalidExtension(place, `the database gives the query ${field.name} already. ${remedy}`);
    }
    fields[field.name] = hostedField(field, types);
  }
}

function hostedField(field: GraphQLField<unknown, unknown>, types: MergedTypes): GraphQLField<unknown, unknown> {
  const config = types.field(field);
  const extensions = { ...field.extensions, ...meaning({ kind: 'extension', needs: [] }).extensions };
  const holder = new GraphQLObjectType({ name: 'Holder', fields: { [field.name]: { ...config, extensions } } });
  return holder.getFields()[field.name] as GraphQLField<unknown, unknown>;
}

/** What the host's fields give of the database has to be rows that can be found by a key. */
function checkGivenRows(schema: GraphQLSchema, host: HostSchema, reflected: ReadonlySet<GraphQLNamedType>): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const means = fieldMeaningOf(field);
      if (means !== undefined && means.kind !== 'extension') continue;
      const given = getNamedType(field.type);
      if (!reflected.has(given) || !(isObjectType(given) || isInterfaceType(given) || isUnionType(given))) continue;
      const table = tableOf(given);
      if (table !== undefined && hasKey(table)) continue;
      const place =
        host.places.get(`${type.name}.${field.name}`) ??
        host.types.get(type.name)?.fields.get(field.name)?.place ??
        `${type.name}.${field.name}`;
      const fault = `it gives ${given.name}, and only rows of tables with a primary or unique key can be given.`;
      throw invalidExtension(place, `${fault} Let it give those.`);
    }
  }
}
