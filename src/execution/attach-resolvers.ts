import {
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLInterfaceType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { decodeNodeId } from '../plan/node-id.js';
import { fieldMeaningOf } from '../typesystem/field-meaning.js';
import type { ExecuteText } from './create-executor.js';

/**
 * Makes the schema executable by any GraphQL server. The first root field that is resolved has the whole operation
 * executed as one statement; all others, at every depth, take their values from its answer.
 */
export function attachResolvers<Context>(schema: GraphQLSchema, executeText: ExecuteText<Context>): void {
  const answerOf = createAnswers(executeText);
  const query = schema.getQueryType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (type !== query) field.resolve = resolveFromAnswer;
      else if (fieldMeaningOf(field)?.kind === 'node') field.resolve = rootNodeResolver(answerOf);
      else field.resolve = rootResolver(answerOf);
    }
  }
  const node = schema.getType('Node');
  if (isInterfaceType(node)) attachNodeType(node);
}

type Data = Readonly<Record<string, unknown>>;
type AnswerOf<Context> = (context: Context, info: GraphQLResolveInfo) => Promise<Data>;

/** Answers have response keys, where graphql-js's own default resolver looks for field names. */
const resolveFromAnswer: GraphQLFieldResolver<Data, unknown> = (source, _arguments, _context, { path }) =>
  source[path.key];

function rootResolver<Context>(answerOf: AnswerOf<Context>): GraphQLFieldResolver<unknown, Context> {
  return async (_source, _arguments, context, info) => (await answerOf(context, info))[info.path.key];
}

/** The type of a node is in its identifier; the answer need not hold it. */
const nodeTypes = new WeakMap<object, string>();

function rootNodeResolver<Context>(answerOf: AnswerOf<Context>): GraphQLFieldResolver<unknown, Context> {
  return async (_source, values: Data, context, info) => {
    const row = (await answerOf(context, info))[info.path.key];
    if (typeof row === 'object' && row !== null)
      nodeTypes.set(row, decodeNodeId(Object.values(values)[0], 'node').typeName);
    return row;
  };
}

function attachNodeType(node: GraphQLInterfaceType): void {
  node.resolveType = (row) => nodeTypes.get(row as object);
}

/** One execution of an operation has one `variableValues` object, and no other execution has the same. */
function createAnswers<Context>(executeText: ExecuteText<Context>): AnswerOf<Context> {
  const answers = new WeakMap<object, Promise<Data>>();
  const documents = new WeakMap<OperationDefinitionNode, DocumentNode>();
  const documentOf = ({ operation, fragments }: GraphQLResolveInfo): DocumentNode => {
    const known = documents.get(operation);
    if (known !== undefined) return known;
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] };
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
