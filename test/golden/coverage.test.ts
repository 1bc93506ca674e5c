import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { expect, it } from 'vitest';

/**
 * What can be asked is asked by a golden operation with an oracle beside it: each operator of each filter, each argument of
 * a list, each aggregate, each direction, unit and mode. Types that differ by table or by enum alone count as one.
 */
const databases = ['demo', 'kitchen-sink'];

it('every operator, argument, aggregate and mode has a golden operation with an oracle', () => {
  const asked = new Set<string>();
  const askable = new Set<string>();
  for (const name of databases) {
    const path = fileURLToPath(new URL(`../../schema/${name}/schema.graphql`, import.meta.url));
    const schema = buildSchema(readFileSync(path, 'utf8'));
    for (const word of wordsOf(schema)) askable.add(word);
    for (const source of operationsWithOracle(name)) for (const word of wordsIn(schema, source)) asked.add(word);
  }
  // The language has this many words at least: a rule below that finds none would let all pass.
  expect(askable.size).toBeGreaterThan(450);
  expect([...askable].filter((word) => !asked.has(word))).toEqual([]);
});

function operationsWithOracle(database: string): readonly string[] {
  const folder = join(import.meta.dirname, database);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql') && existsSync(join(folder, name.replace('.graphql', '.sql'))))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** All words of the language that a schema has. */
function wordsOf(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isEnumType(type)) return type.getValues().flatMap(({ name }) => word(type, name));
    if (isInputObjectType(type)) return Object.keys(type.getFields()).flatMap((name) => word(type, name));
    if (!isObjectType(type)) return [];
    const fields = Object.values(type.getFields());
    return fields.flatMap((field) => [
      ...word(type, field.name),
      ...field.args.flatMap(({ name }) => word(getNamedType(field.type), name)),
    ]);
  });
}

/** The words that an operation uses, in its text and in its variables. */
function wordsIn(schema: GraphQLSchema, source: string): readonly string[] {
  const words: string[] = [];
  const info = new TypeInfo(schema);
  const variables = JSON.parse(/^# variables: (.*)$/m.exec(source)?.[1] ?? '{}') as Record<string, unknown>;
  const use = (type: GraphQLNamedType | null | undefined, name: string): void => {
    words.push(...word(type ?? undefined, name));
  };
  const document = visitWithTypeInfo(info, {
    Field: ({ name }) => use(info.getParentType(), name.value),
    Argument: ({ name }) => use(getNamedType(info.getFieldDef()?.type), name.value),
    ObjectField: ({ name }) => use(getNamedType(info.getParentInputType()), name.value),
    EnumValue: ({ value }) => use(getNamedType(info.getInputType()), value),
    VariableDefinition: ({ variable }) => {
      const type = info.getInputType();
      if (type) useValue(type, variables[variable.name.value]);
    },
  });
  visit(parse(source), document);
  return words;

  function useValue(wrapped: GraphQLInputType, value: unknown): void {
    const type = getNullableType(wrapped);
    if (value === undefined || value === null) return;
    if (isListType(type)) {
      for (const item of [value].flat()) useValue(type.ofType, item);
    } else if (isEnumType(type) && typeof value === 'string') {
      use(type, value);
    } else if (isInputObjectType(type)) {
      for (const [name, inner] of Object.entries(value)) {
        const field = type.getFields()[name];
        if (field === undefined) continue;
        use(type, name);
        useValue(field.type, inner);
      }
    }
  }
}

const languageEnums = ['OrderDirection', 'TimeUnit', 'CountMode', 'TextSearchMode'];
/**
 * PostgreSQL compares all arrays by the operators of `anyarray`, all ranges by those of `anyrange` and all multiranges by
 * those of `anymultirange`: each is one word, whatever the elements are.
 */
const comparisons = new Set(['in', 'notIn', 'isDistinctFrom', 'isNotDistinctFrom', 'gt', 'gte', 'lt', 'lte']);

function familyOf(filter: string): string {
  return /(List|MultiRange|Range)Filter$/.exec(filter)?.[1] ?? filter;
}

const connectives = ['and', 'or', 'not', 'compareColumns'];

/** A name as a word of the language, or nothing where it is a column, a label or a relationship of one database. */
function word(type: GraphQLNamedType | undefined, name: string): readonly string[] {
  if (type === undefined || type.name.startsWith('__')) return [];
  if (isEnumType(type)) return languageEnums.includes(type.name) ? [`${type.name} ${name}`] : [];
  if (isObjectType(type)) {
    const { count, countDistinct } = type.getFields();
    if (count !== undefined && countDistinct !== undefined) return [`aggregate: ${name}`];
    const list = /(Connection|Groups)$/.exec(type.name)?.[0];
    return list === undefined ? [] : [`${list}: ${name}`];
  }
  if (!isInputObjectType(type)) return [];
  if (type.name.endsWith('Filter')) {
    if (type.name.includes('Composite')) return [];
    const { eq, some } = type.getFields();
    if (some !== undefined) return [`filter of related rows: ${name}`];
    if (eq !== undefined && isEnumType(eq.type)) return [`filter of an enum: ${name}`];
    return [`${comparisons.has(name) ? familyOf(type.name) : type.name}: ${name}`];
  }
  if (/(AggregateWhere|(?<!CountDistinct|Sum|Avg|MinMax|Median|Deviation|Bool)Having)$/.test(type.name)) {
    return [`condition on an aggregate: ${name}`];
  }
  if (type.name.endsWith('Where')) return connectives.includes(name) ? [`where: ${name}`] : [];
  if (type.name.endsWith('ColumnComparison')) return [`column comparison: ${name}`];
  if (/^(TextSearch|Document).*(Input|Order)$/.test(type.name)) return [`${type.name}: ${name}`];
  return [];
}
