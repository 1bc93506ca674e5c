import {
  type GraphQLAbstractType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { LazyObjectType } from './lazy-object-type.js';

/** The types of a schema, which are made when they are asked for. */
export interface SchemaTypes {
  /** Every type but `Query` and those of introspection, by name. */
  readonly byName: () => Iterable<readonly [string, () => GraphQLNamedType]>;
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

  #lazyTypeMap(): TypeMap {
    const types = Object.create(null) as TypeMap;
    types[this.#query.name] = this.#query;
    for (const [name, make] of this.#given.byName()) {
      if (name in types) throw new Error(`Two types have the name ${name}.`);
      const get = (): GraphQLNamedType => {
        const type = make();
        this.#whenGiven?.(type);
        return type;
      };
      Object.defineProperty(types, name, { enumerable: true, configurable: true, get });
    }
    // What graphql-js itself has in every schema.
    for (const [name, type] of Object.entries(super.getTypeMap())) if (!(name in types)) types[name] = type;
    return types;
  }
}

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
