import {
  type GraphQLField,
  type GraphQLFieldConfig,
  type GraphQLFieldMap,
  GraphQLObjectType,
  type GraphQLObjectTypeConfig,
} from 'graphql';

type FieldConfig = GraphQLFieldConfig<unknown, unknown>;
type Field = GraphQLField<unknown, unknown>;

/** What makes each field, by its name. */
export type FieldMakers = ReadonlyMap<string, () => FieldConfig>;

/** An object type that makes each field when it is first asked for that one: for `Query`, with thousands of them. */
export class LazyObjectType extends GraphQLObjectType<unknown, unknown> {
  readonly #makers: () => FieldMakers;
  #fields: GraphQLFieldMap<unknown, unknown> | undefined;
  #whenMade: ((field: Field) => void) | undefined;

  constructor(config: Omit<GraphQLObjectTypeConfig<unknown, unknown>, 'fields'>, makers: () => FieldMakers) {
    super({ ...config, fields: {} });
    this.#makers = makers;
  }

  override getFields(): GraphQLFieldMap<unknown, unknown> {
    this.#fields ??= this.#lazyFields();
    return this.#fields;
  }

  /** Has some work done on each field before anybody gets it. Call it before fields are asked for. */
  whenFieldIsMade(work: (field: Field) => void): void {
    this.#whenMade = work;
  }

  #lazyFields(): GraphQLFieldMap<unknown, unknown> {
    const fields = Object.create(null) as GraphQLFieldMap<unknown, unknown>;
    for (const [name, make] of this.#makers()) {
      let made: Field | undefined;
      Object.defineProperty(fields, name, {
        enumerable: true,
        get: () => {
          if (made !== undefined) return made;
          made = fieldOf(this.name, name, make());
          this.#whenMade?.(made);
          return made;
        },
      });
    }
    return fields;
  }
}

/** graphql-js makes fields of what they are declared with for whole types only. */
function fieldOf(typeName: string, name: string, config: FieldConfig): Field {
  const field = new GraphQLObjectType({ name: typeName, fields: { [name]: config } }).getFields()[name];
  if (field === undefined) throw new Error(`The field ${name} was not made.`);
  return field;
}
