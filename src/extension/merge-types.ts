import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLInputType,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLNullableType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLType,
  GraphQLUnionType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { fieldName, type HiddenParts } from './hidden-parts.js';
import { invalidExtension } from './invalid-extension.js';

/** Gives the host's types as they are in the merged schema. */
export interface MergedTypes {
  readonly of: (type: GraphQLNamedType) => GraphQLNamedType;
  readonly field: (field: GraphQLField<unknown, unknown>) => GraphQLFieldConfig<unknown, unknown>;
}

/**
 * Types of the host's with the name of a row's type are that type; the others stay, and refer to the merged ones.
 * @param isRow Whether a type of the reflection is that of rows, which the host may extend.
 * @param hidden What of the host's is left out.
 */
export function createMergedTypes(
  reflected: GraphQLSchema,
  isRow: (type: GraphQLNamedType) => boolean,
  hidden: HiddenParts,
): MergedTypes {
  const merged = new Map<GraphQLNamedType, GraphQLNamedType>();

  const of = (type: GraphQLNamedType): GraphQLNamedType => {
    const known = merged.get(type);
    if (known !== undefined) return known;
    const made = merge(type, reflected.getType(type.name));
    merged.set(type, made);
    return made;
  };

  const merge = (type: GraphQLNamedType, same: GraphQLNamedType | undefined): GraphQLNamedType => {
    if (same === undefined) return rebuilt(type);
    if (same === type || (isObjectType(type) && isRow(same))) return same;
    if (isEnumType(type) && isEnumType(same)) return sameEnum(type, same);
    throw invalidExtension(`the type ${type.name}`, clash(type, same));
  };

  /** Types that refer to others are made anew, since those may be others now. */
  const rebuilt = (type: GraphQLNamedType): GraphQLNamedType => {
    if (isObjectType(type)) {
      const config = type.toConfig();
      return new GraphQLObjectType({ ...config, interfaces: () => interfacesOf(type), fields: () => fieldsOf(type) });
    }
    if (isInterfaceType(type)) {
      const config = type.toConfig();
      return new GraphQLInterfaceType({
        ...config,
        interfaces: () => interfacesOf(type),
        fields: () => fieldsOf(type),
      });
    }
    if (isUnionType(type)) {
      return new GraphQLUnionType({
        ...type.toConfig(),
        types: () =>
          type
            .getTypes()
            .filter(isKept)
            .map((member) => memberOf(type, member)),
      });
    }
    if (isInputObjectType(type)) {
      const config = type.toConfig();
      return new GraphQLInputObjectType({
        ...config,
        fields: () =>
          Object.fromEntries(
            Object.entries(config.fields).map(([name, field]) => [
              name,
              { ...field, type: wrapped(field.type, of) as GraphQLInputType },
            ]),
          ),
      });
    }
    return type;
  };

  const memberOf = (union: GraphQLUnionType, member: GraphQLObjectType): GraphQLObjectType => {
    const type = of(member);
    if (type !== reflected.getType(type.name)) return type as GraphQLObjectType;
    const remedy = 'A row is known by the field that it is given for: make a field for each type.';
    throw invalidExtension(`the union ${union.name}`, `its member ${member.name} is read from the database. ${remedy}`);
  };

  const isKept = ({ name }: GraphQLNamedType): boolean => !hidden.types.has(name);
  const interfacesOf = (type: GraphQLObjectType | GraphQLInterfaceType) =>
    type
      .getInterfaces()
      .filter(isKept)
      .map((one) => of(one) as GraphQLInterfaceType);
  const fieldsOf = (type: GraphQLObjectType | GraphQLInterfaceType) =>
    Object.fromEntries(
      Object.values(type.getFields())
        .filter((one) => !hidden.fields.has(fieldName(type, one)))
        .map((one) => [one.name, field(one)]),
    );
  const field: MergedTypes['field'] = ({ name: _name, args, ...rest }) => ({
    ...rest,
    type: wrapped(rest.type, of) as GraphQLOutputType,
    args: Object.fromEntries(args.map(argumentOf)),
  });
  const argumentOf = ({
    name,
    ...argument
  }: GraphQLArgument): readonly [string, GraphQLFieldConfigArgumentMap[string]] => [
    name,
    { ...argument, type: wrapped(argument.type, of) as GraphQLInputType },
  ];
  return { of, field };
}

/** The same lists and `!` round another type. */
function wrapped(type: GraphQLType, of: MergedTypes['of']): GraphQLType {
  if (isNonNullType(type)) return new GraphQLNonNull(wrapped(type.ofType, of) as GraphQLNullableType);
  if (isListType(type)) return new GraphQLList(wrapped(type.ofType, of));
  return of(type);
}

/** Rows hold the names of values, so the host's values have to be their names. */
function sameEnum(host: GraphQLEnumType, reflected: GraphQLEnumType): GraphQLEnumType {
  const names = reflected.getValues().map(({ name }) => name);
  const same = host.getValues();
  if (same.length === names.length && same.every(({ name, value }) => value === name && names.includes(name))) {
    return reflected;
  }
  const fault = `it is an enum of the database too, with the values ${names.join(', ')}. `;
  throw invalidExtension(
    `the enum ${host.name}`,
    `${fault}Declare just these, each equal to its name, or rename yours.`,
  );
}

function clash(type: GraphQLNamedType, same: GraphQLNamedType): string {
  const remedy =
    isObjectType(type) || isInterfaceType(type) || isUnionType(type)
      ? 'Only the types of rows can be extended: give yours another name.'
      : `Use scalars.${type.name} of pillion/extension where that is meant, or give yours another name.`;
  const what = isInterfaceType(same) ? 'an interface of the database' : 'a type of the reflected schema';
  return `${what} has this name already. ${remedy}`;
}
