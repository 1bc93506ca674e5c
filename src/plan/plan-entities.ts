import { getNamedType, type GraphQLObjectType, isUnionType } from 'graphql';
import type { DataType } from '../model/data-type.js';
import type { Table } from '../model/database-model.js';
import { entityKeys } from '../typesystem/entity-keys.js';
import { tableOf } from '../typesystem/field-meaning.js';
import { arrayOf, builtInType } from '../typesystem/filters/built-in-type.js';
import { badUserInput } from './bad-user-input.js';
import { type EntityKey, entityKeyOf, isRepresentation } from './entity-key.js';
import type { EntityGroup, RootPlan } from './operation-plan.js';
import type { PlanContext } from './plan-context.js';
import { misplaced, type SelectedField } from './plan-fields.js';
import { planObject } from './plan-object.js';
import { readArguments } from './read-arguments.js';
import type { Source } from './slot.js';
import { typedSlot } from './typed-slot.js';

/**
 * The rows that a router refers to, of whatever types. The plan depends on which types and keys there are among the
 * representations, and not on how many.
 * @throws {PillionError} `BAD_USER_INPUT` naming the representation that refers to no row.
 */
export function planEntities(context: PlanContext, field: SelectedField): RootPlan {
  const { responseKey } = field;
  const argument = `${responseKey}.representations`;
  const input = readArguments(context, field.definition, field.nodes[0]).get('representations');
  if (input?.kind !== 'list') throw badUserInput(argument, 'a list is needed.');
  if (input.source.kind !== 'variable' && hasVariable(input.source)) {
    throw badUserInput(argument, 'give the list as one variable, or write it without variables in it.');
  }
  const types = entityTypes(context, field);
  const groups = new Map<string, EntityGroup>();
  input.items.forEach((item, index) => {
    const value = item.kind === 'leaf' ? item.value : undefined;
    const { type, table, key } = refersTo(types, value, `${argument}[${index}]`);
    const name = `${type.name} ${key.chosen}`;
    if (!groups.has(name)) groups.set(name, planGroup(context, field, type, table, key, input.source));
  });
  if (groups.size === 0) return { kind: 'constant', responseKey, json: '[]' };
  return { kind: 'entities', responseKey, groups: [...groups.values()] };
}

function hasVariable(source: Source): boolean {
  switch (source.kind) {
    case 'constant':
      return false;
    case 'variable':
      return true;
    case 'list':
      return source.items.some(hasVariable);
    case 'object':
      return source.fields.some(([, one]) => hasVariable(one));
  }
}

interface EntityType {
  readonly type: GraphQLObjectType;
  readonly table: Table;
  /** The fields of each key. */
  readonly keys: EntityKey['keys'];
}

function entityTypes({ names }: PlanContext, field: SelectedField): ReadonlyMap<string, EntityType> {
  const union = getNamedType(field.definition.type);
  if (!isUnionType(union)) throw misplaced(field);
  return new Map(
    union.getTypes().flatMap((type) => {
      const table = tableOf(type);
      if (table === undefined) return [];
      const keys = entityKeys(table).map((columns) =>
        columns.map((column) => names.columns.get(column) ?? column.name),
      );
      return [[type.name, { type, table, keys }] as const];
    }),
  );
}

function refersTo(
  types: ReadonlyMap<string, EntityType>,
  value: unknown,
  argument: string,
): EntityType & { readonly key: EntityKey } {
  if (!isRepresentation(value)) throw badUserInput(argument, 'an object with its __typename is needed.');
  const entity = types.get(value.__typename);
  if (entity === undefined) {
    throw badUserInput(argument, `there are no rows of the type ${value.__typename} that can be referred to.`);
  }
  const key = entityKeyOf(value, entity.keys);
  if (key !== undefined) return { ...entity, key };
  const wanted = entity.keys.map((fields) => fields.join(' and ')).join(', or ');
  throw badUserInput(argument, `a ${value.__typename} is referred to by ${wanted}.`);
}

function planGroup(
  context: PlanContext,
  { responseKey, selectionSets }: SelectedField,
  type: GraphQLObjectType,
  table: Table,
  key: EntityKey,
  source: Source,
): EntityGroup {
  const argument = `${responseKey}.representations`;
  const columns = entityKeys(table)[key.chosen] ?? [];
  return {
    keys: columns.map((column, index) => {
      const { type: valueType, encoding } = typedSlot(context, column.type, source, argument);
      const field = key.keys[key.chosen]?.[index] ?? '';
      const values = { kind: 'entityKeys', key, field, value: { type: valueType, encoding } } as const;
      return { column, values: { source, encoding: values, type: arrayOf(elementType(valueType)), argument } };
    }),
    places: { source, encoding: { kind: 'entityPlaces', key }, type: arrayOf(builtInType('int4')), argument },
    object: planObject(context, type, table, selectionSets, responseKey),
  };
}

function elementType(type: DataType): DataType {
  return type.kind === 'domain' ? elementType(type.base) : type;
}
