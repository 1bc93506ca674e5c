import type { ApolloServer, BaseContext } from '@apollo/server';
import type { HttpAnswer } from './http-answer.js';
import type { HttpRequest } from './http-request.js';

/** What an Apollo Server answers. `contextOf` is called at most once, and only for what may be an operation. */
export async function apolloAnswer<Context>(
  apollo: ApolloServer,
  request: HttpRequest<Context>,
  contextOf: () => Context | Promise<Context>,
): Promise<HttpAnswer> {
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: request,
    context: async () => {
      request.context = await contextOf();
      return copyable(request.context);
    },
  });
  return {
    status: response.status ?? 200,
    headers: Object.fromEntries(response.headers),
    body: response.body.kind === 'complete' ? response.body.string : response.body.asyncIterator,
  };
}

/** Apollo copies the context by its properties, which only an object has. */
function copyable(context: unknown): BaseContext {
  return typeof context === 'object' && context !== null ? context : {};
}
