import {
  getNullableType,
  getOperationAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  typeFromAST,
} from 'graphql';

/**
 * Values for the variables of an operation, so that it has a statement: defaults, and something plain for all others. What
 * may be left out and is an object, a list of objects or a text is left out: conditions, cursors and searches mean nothing made up.
 */
export function sampleVariables(schema: GraphQLSchema, document: DocumentNode): Readonly<Record<string, unknown>> {
  const definitions = getOperationAST(document)?.variableDefinitions ?? [];
  return Object.fromEntries(
    definitions.flatMap(({ variable, type, defaultValue }) => {
      const inputType = typeFromAST(schema, type) as GraphQLInputType;
      const isOptional = !isNonNullType(inputType);
      if (defaultValue !== undefined || (isOptional && !isPlain(inputType))) return [];
      return [[variable.name.value, sampleOf(inputType)]];
    }),
  );
}

function isPlain(type: GraphQLInputType): boolean {
  const nullable = getNullableType(type);
  return isEnumType(nullable) || plainSamples.has(String(nullable));
}

function sampleOf(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [sampleOf(nullable.ofType)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type)]));
  }
  return plainSamples.get(nullable.name) ?? textSamples.get(nullable.name) ?? 'a';
}

const plainSamples: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['Int', 10],
  ['Float', 10],
  ['Boolean', true],
  ['BigInt', '10'],
  ['Decimal', '10'],
]);

const textSamples: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['Date', '2026-01-01'],
  ['DateTime', '2026-01-01T00:00:00Z'],
  ['LocalDateTime', '2026-01-01T00:00:00'],
  ['Time', '12:00:00'],
  ['TimeTz', '12:00:00+00'],
  ['Interval', 'P1D'],
  ['UUID', '00000000-0000-0000-0000-000000000000'],
  ['Inet', '127.0.0.1'],
  ['Cidr', '127.0.0.0/8'],
  ['MacAddr', '08:00:2b:01:02:03'],
  ['BitString', '1'],
  ['Bytes', ''],
  ['JSON', {}],
]);
