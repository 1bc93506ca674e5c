import {
  type DocumentNode,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLObjectType,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { LazySchema } from '../typesystem/lazy-schema.js';
import type { ExecuteText } from './create-executor.js';
import { typeKey, withTypeNames } from './with-type-names.js';

/**
 * Makes the schema executable by any GraphQL server. The first root field that is resolved has the whole operation
 * executed as one statement; all others, at every depth, take their values from its answer. A type gets its resolvers
 * when it is given out: by the schema, or by a field that has them.
 */
export function attachResolvers<Context>(schema: LazySchema, executeText: ExecuteText<Context>): void {
  const answerOf = createAnswers(schema, executeText);
  const known = new WeakSet<GraphQLNamedType>();
  const attach = (type: GraphQLNamedType | undefined): void => {
    if (type === undefined || known.has(type) || type.name.startsWith('__')) return;
    known.add(type);
    if (isAbstractType(type)) {
      type.resolveType = (row) => {
        const name = (row as Data)[typeKey] as string;
        attach(schema.getType(name));
        return name;
      };
    } else if (isObjectType(type)) {
      whenFieldsAreAsked(type, (field) => {
        field.resolve = resolveFromAnswer as GraphQLFieldResolver<unknown, unknown>;
        attach(getNamedType(field.type));
      });
    }
  };
  const query = schema.getQueryType();
  known.add(query);
  query.whenFieldIsMade((field) => {
    field.resolve = rootResolver(answerOf) as GraphQLFieldResolver<unknown, unknown>;
    attach(getNamedType(field.type));
  });
  schema.whenTypeIsGiven(attach);
}

function whenFieldsAreAsked(type: GraphQLObjectType, work: (field: GraphQLField<unknown, unknown>) => void): void {
  type.getFields = () => {
    type.getFields = GraphQLObjectType.prototype.getFields.bind(type);
    const fields = type.getFields();
    for (const field of Object.values(fields)) work(field);
    return fields;
  };
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
