import type { GraphiQLProps } from 'graphiql';
import {
  buildClientSchema,
  type ExecutionResult,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';

type Fetcher = GraphiQLProps['fetcher'];

export interface Endpoint {
  readonly fetcher: Fetcher;
  /** Undefined if the endpoint does not tell its schema: it is down, wants a header, or has introspection off. */
  readonly schema: Promise<GraphQLSchema | undefined>;
}

/**
 * A GraphQL endpoint, asked for its schema at once. GraphiQL's own first question for the schema, which is the same text,
 * gets the same answer, so that a page costs one introspection.
 */
export function openEndpoint(url: string): Endpoint {
  let first: Promise<ExecutionResult> | undefined = post(url, { query: introspection });
  const schema = first.then(schemaOf).catch(() => undefined);
  const fetcher: Fetcher = (request, options) => {
    const answer = request.query === introspection && options?.headers === undefined ? first : undefined;
    first = undefined;
    return answer ?? post(url, request, options?.headers);
  };
  return { fetcher, schema };
}

/** With the options that `Explorer` gives to GraphiQL. */
const introspection = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true });

async function post(
  url: string,
  request: Parameters<Fetcher>[0],
  headers: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult> {
  const own = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' };
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...own, ...(Object.fromEntries(given) as Record<string, string>) },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as ExecutionResult;
  } catch {
    throw new Error(
      `${url} answered ${response.status} ${response.statusText}, which is not JSON: ${text.slice(0, 500)}`,
    );
  }
}

function schemaOf({ data }: ExecutionResult): GraphQLSchema | undefined {
  return data == null ? undefined : buildClientSchema(data as unknown as IntrospectionQuery);
}
