import {
  type GraphQLAbstractType,
  GraphQLBoolean,
  GraphQLInt,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { LazyObjectType } from './lazy-object-type.js';

/** The types of a schema, which are made when they are asked for. */
export interface SchemaTypes {
  /** The types that belong to a table, by name. */
  readonly ofTables: () => Iterable<readonly [string, () => GraphQLNamedType]>;
  /** The other types, but for `Query` and those of introspection. To find them takes fields of many tables. */
  readonly shared: () => Iterable<readonly [string, GraphQLNamedType]>;
  /** The types of rows, among which are all that implement interfaces. */
  readonly rows: () => Iterable<GraphQLObjectType | GraphQLInterfaceType>;
}

type TypeMap = Record<string, GraphQLNamedType>;

interface Implementations {
  readonly objects: GraphQLObjectType[];
  readonly interfaces: GraphQLInterfaceType[];
}

/**
 * A schema that knows the names of its types, and makes each type when it is first asked for it. graphql-js's own
 * constructor walks through every field of every type, which for a thousand tables takes seconds. Who asks for all types,
 * as introspection does, gets all of them.
 *
 * It is taken to be valid, for a check would ask for every type.
 */
export class LazySchema extends GraphQLSchema {
  readonly #query: LazyObjectType;
  readonly #given: SchemaTypes;
  #typeMap: TypeMap | undefined;
  #ofTables: TypeMap | undefined;
  #implementations: ReadonlyMap<string, Implementations> | undefined;
  #whenGiven: ((type: GraphQLNamedType) => void) | undefined;

  constructor(query: LazyObjectType, types: SchemaTypes) {
    super({ assumeValid: true });
    this.#query = query;
    this.#given = types;
  }

  override getQueryType(): LazyObjectType {
    return this.#query;
  }

  override getTypeMap(): TypeMap {
    this.#typeMap ??= this.#lazyTypeMap();
    return this.#typeMap;
  }

  /** Whoever asks for a type of a table, or for a scalar that every schema has, does not have all types looked for. */
  override getType(name: string): GraphQLNamedType | undefined {
    this.#ofTables ??= this.#typesOfTables();
    return this.#ofTables[name] ?? everywhere.get(name) ?? this.getTypeMap()[name];
  }

  override getPossibleTypes(type: GraphQLAbstractType): readonly GraphQLObjectType[] {
    return isUnionType(type) ? type.getTypes() : this.getImplementations(type).objects;
  }

  override getImplementations(type: GraphQLInterfaceType): Implementations {
    this.#implementations ??= implementationsOf(this.#given.rows());
    return this.#implementations.get(type.name) ?? { objects: [], interfaces: [] };
  }

  override isSubType(type: GraphQLAbstractType, maybeSubType: GraphQLObjectType | GraphQLInterfaceType): boolean {
    const above = isUnionType(type) ? type.getTypes() : [];
    return (
      above.some(({ name }) => name === maybeSubType.name) ||
      maybeSubType.getInterfaces().some(({ name }) => name === type.name)
    );
  }

  /** The same types, all of them, in the order in which graphql-js comes upon them: from row to row, then from `Query`. */
  inReadingOrder(): GraphQLSchema {
    return new GraphQLSchema({ query: this.#query, types: [...this.#given.rows()], assumeValid: true });
  }

  /** Has some work done on each type whenever the schema gives it to somebody. */
  whenTypeIsGiven(work: (type: GraphQLNamedType) => void): void {
    this.#whenGiven = work;
  }

  #typesOfTables(): TypeMap {
    const types = Object.create(null) as TypeMap;
    types[this.#query.name] = this.#query;
    for (const [name, make] of this.#given.ofTables()) this.#add(types, name, make);
    return types;
  }

  #lazyTypeMap(): TypeMap {
    const types = (this.#ofTables ??= this.#typesOfTables());
    for (const [name, type] of this.#given.shared()) this.#add(types, name, () => type);
    // What graphql-js itself has in every schema.
    for (const [name, type] of Object.entries(super.getTypeMap())) if (!(name in types)) types[name] = type;
    return types;
  }

  #add(types: TypeMap, name: string, make: () => GraphQLNamedType): void {
    if (name in types) throw new Error(`Two types have the name ${name}.`);
    const get = (): GraphQLNamedType => {
      const type = make();
      this.#whenGiven?.(type);
      return type;
    };
    Object.defineProperty(types, name, { enumerable: true, configurable: true, get });
  }
}

const everywhere: ReadonlyMap<string, GraphQLNamedType> = new Map(
  [GraphQLBoolean, GraphQLInt, GraphQLString].map((type) => [type.name, type]),
);

function implementationsOf(
  types: Iterable<GraphQLObjectType | GraphQLInterfaceType>,
): ReadonlyMap<string, Implementations> {
  const byInterface = new Map<string, Implementations>();
  for (const type of types) {
    for (const { name } of type.getInterfaces()) {
      const implementations = byInterface.get(name) ?? { objects: [], interfaces: [] };
      if (isObjectType(type)) implementations.objects.push(type);
      else if (isInterfaceType(type)) implementations.interfaces.push(type);
      byInterface.set(name, implementations);
    }
  }
  return byInterface;
}
