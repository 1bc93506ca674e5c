import {
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { ExecuteText } from './create-executor.js';
import { typeKey, withTypeNames } from './with-type-names.js';

/**
 * Makes the schema executable by any GraphQL server. The first root field that is resolved has the whole operation
 * executed as one statement; all others, at every depth, take their values from its answer.
 */
export function attachResolvers<Context>(schema: GraphQLSchema, executeText: ExecuteText<Context>): void {
  const answerOf = createAnswers(schema, executeText);
  const query = schema.getQueryType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (row) => (row as Data)[typeKey] as string;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (type !== query) field.resolve = resolveFromAnswer;
      else field.resolve = rootResolver(answerOf);
    }
  }
}

type Data = Readonly<Record<string, unknown>>;
type AnswerOf<Context> = (context: Context, info: GraphQLResolveInfo) => Promise<Data>;

/** Answers have response keys, where graphql-js's own default resolver looks for field names. */
const resolveFromAnswer: GraphQLFieldResolver<Data, unknown> = (source, _arguments, _context, { path }) =>
  source[path.key];

function rootResolver<Context>(answerOf: AnswerOf<Context>): GraphQLFieldResolver<unknown, Context> {
  return async (_source, _arguments, context, info) => (await answerOf(context, info))[info.path.key];
}

/** One execution of an operation has one `variableValues` object, and no other execution has the same. */
function createAnswers<Context>(schema: GraphQLSchema, executeText: ExecuteText<Context>): AnswerOf<Context> {
  const answers = new WeakMap<object, Promise<Data>>();
  const documents = new WeakMap<OperationDefinitionNode, DocumentNode>();
  const documentOf = ({ operation, fragments }: GraphQLResolveInfo): DocumentNode => {
    const known = documents.get(operation);
    if (known !== undefined) return known;
    const document = withTypeNames(schema, {
      kind: Kind.DOCUMENT,
      definitions: [operation, ...Object.values(fragments)],
    });
    documents.set(operation, document);
    return document;
  };
  return (context, info) => {
    const known = answers.get(info.variableValues);
    if (known !== undefined) return known;
    const answer = executeText({
      document: documentOf(info),
      variables: info.variableValues,
      operationName: info.operation.name?.value,
      context,
    }).then(({ data, errors }) => {
      if (errors?.[0] !== undefined) throw errors[0];
      return JSON.parse(data ?? 'null') as Data;
    });
    answers.set(info.variableValues, answer);
    return answer;
  };
}
