import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';

/** An operation as data, from which parts can be taken away. */
export interface Operation {
  readonly fields: readonly Selected[];
}

export interface Selected {
  readonly name: string;
  readonly alias?: string | undefined;
  readonly args: Readonly<Record<string, Input>>;
  readonly fields: readonly Selected[];
  /** How the field is written: bare, in a fragment, or with a directive whose condition is a variable. */
  readonly form?: 'inline' | 'fragment' | 'include' | 'skip' | undefined;
  /** The type of the fields, where the field's own is an interface. */
  readonly on?: string | undefined;
}

export type Input = null | boolean | number | string | readonly Input[] | Hoisted | InputFields;
export interface InputFields {
  readonly [name: string]: Input;
}

/** A value that the operation takes as a variable. */
export class Hoisted {
  constructor(readonly value: Input) {}
}

export interface Printed {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export const keyOf = (field: Selected): string => field.alias ?? field.name;

/** The operation in GraphQL's own words. */
export function printOperation(schema: GraphQLSchema, operation: Operation): Printed {
  const variables: Record<string, unknown> = {};
  const declarations: string[] = [];
  const fragments: string[] = [];
  const declare = (type: string, value: unknown): string => {
    const name = `v${declarations.length + 1}`;
    declarations.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };
  const printInput = (type: GraphQLInputType, input: Input, isOneOf = false): string => {
    if (input instanceof Hoisted) {
      return declare(isOneOf ? `${String(type)}!` : String(type), withoutVariables(input.value));
    }
    if (input === null) return 'null';
    const bare = getNullableType(type);
    // A literal could not have all the names that JSON has.
    if (typeof input === 'object' && String(bare) === 'JSON') return declare(String(type), input);
    if (isList(input)) {
      const item = isListType(bare) ? bare.ofType : bare;
      return `[${input.map((part) => printInput(item, part)).join(', ')}]`;
    }
    if (isListType(bare)) return printInput(bare.ofType, input);
    if (isEnumType(bare) && typeof input === 'string') return input;
    if (typeof input !== 'object') return JSON.stringify(input);
    const fields = isInputObjectType(bare) ? bare.getFields() : {};
    const parts = Object.entries(input).map(([name, part]) => {
      const field = fields[name];
      if (field === undefined) throw new Error(`${String(bare)} has no field ${name}.`);
      return `${name}: ${printInput(field.type, part, isInputObjectType(bare) && bare.isOneOf)}`;
    });
    return `{ ${parts.join(', ')} }`;
  };
  const printField = (parent: GraphQLNamedType, field: Selected): string => {
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name] : undefined;
    const args = Object.entries(field.args).map(([name, input]) => {
      const argument = definition?.args.find((candidate) => candidate.name === name);
      if (argument === undefined) throw new Error(`${field.name} has no argument ${name}.`);
      return `${name}: ${printInput(argument.type, input)}`;
    });
    const type = definition && getNamedType(definition.type);
    const inner = type && field.on !== undefined ? schema.getType(field.on) : type;
    const selected =
      inner && field.fields.length > 0 ? `{ ${field.fields.map((part) => printField(inner, part)).join(' ')} }` : '';
    const parts = [
      field.alias === undefined ? field.name : `${field.alias}: ${field.name}`,
      args.length === 0 ? '' : `(${args.join(', ')})`,
      field.form === 'include' ? ` @include(if: ${declare('Boolean!', true)})` : '',
      field.form === 'skip' ? ` @skip(if: ${declare('Boolean!', true)})` : '',
      selected === '' ? '' : field.on === undefined ? ` ${selected}` : ` { ... on ${field.on} ${selected} }`,
    ];
    const text = parts.join('');
    if (field.form === 'inline') return `... on ${parent.name} { ${text} }`;
    if (field.form !== 'fragment') return text;
    const name = `F${fragments.length + 1}`;
    fragments.push('');
    fragments[Number(name.slice(1)) - 1] = `fragment ${name} on ${parent.name} { ${text} }`;
    return `...${name}`;
  };
  const query = schema.getQueryType();
  if (query == null) throw new Error('The schema has no Query.');
  const body = operation.fields.map((field) => printField(query, field)).join(' ');
  const head = declarations.length === 0 ? 'query' : `query (${declarations.join(', ')})`;
  return { query: [`${head} { ${body} }`, ...fragments].join(' '), variables };
}

export function withoutVariables(input: Input): unknown {
  if (input instanceof Hoisted) return withoutVariables(input.value);
  if (input === null || typeof input !== 'object') return input;
  if (isList(input)) return input.map(withoutVariables);
  return Object.fromEntries(Object.entries(input).map(([name, part]) => [name, withoutVariables(part)]));
}

/** All operations with one part less, the largest parts first. Some are no valid operations any more. */
export function* smaller({ fields }: Operation): Generator<Operation> {
  for (const fewer of smallerFields(fields)) if (fewer.length > 0) yield { fields: fewer };
}

function* smallerFields(fields: readonly Selected[]): Generator<readonly Selected[]> {
  for (const index of fields.keys()) yield fields.toSpliced(index, 1);
  for (const [index, field] of fields.entries()) {
    for (const less of smallerField(field)) yield fields.with(index, less);
  }
}

function* smallerField(field: Selected): Generator<Selected> {
  if (field.form !== undefined) yield { ...field, form: undefined };
  for (const args of smallerEntries(field.args)) yield { ...field, args };
  for (const fields of smallerFields(field.fields)) yield { ...field, fields };
}

function* smallerEntries(entries: InputFields): Generator<InputFields> {
  for (const [name, input] of Object.entries(entries)) {
    const { [name]: _, ...rest } = entries;
    yield rest;
    for (const less of smallerInput(input)) yield { ...entries, [name]: less };
  }
}

function* smallerInput(input: Input): Generator<Input> {
  if (input instanceof Hoisted) {
    yield input.value;
    for (const less of smallerInput(input.value)) yield new Hoisted(less);
  } else if (input !== null && isList(input)) {
    for (const index of input.keys()) {
      yield input.toSpliced(index, 1);
    }
    for (const [index, item] of input.entries()) {
      for (const less of smallerInput(item)) yield input.with(index, less);
    }
  } else if (input !== null && typeof input === 'object') {
    yield* smallerEntries(input);
  }
}

/** Array.isArray does not know lists that are only read. */
const isList = (input: Input): input is readonly Input[] => Array.isArray(input);
