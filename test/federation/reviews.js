import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRequire } from 'node:module';

// Of this folder, past the alias of the project's own.
const { buildSchema, graphql } = createRequire(import.meta.url)('graphql');

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@external"])
  type Review { stars: Int!, product: Product }
  type Product @key(fields: "productId") { productId: Int!, stars: [Int!]! }
  type Query { reviews: [Review!]! }
`;
const executable = buildSchema(`
  scalar _Any
  union _Entity = Product
  type _Service { sdl: String! }
  type Review { stars: Int!, product: Product }
  type Product { productId: Int!, stars: [Int!]! }
  type Query { reviews: [Review!]!, _service: _Service!, _entities(representations: [_Any!]!): [_Entity]! }
`);

const reviews = [
  { stars: 5, productId: 3 },
  { stars: 1, productId: 1 },
  { stars: 4, productId: 3 },
  { stars: 2, productId: 99 },
];
const productOf = (productId) => ({
  __typename: 'Product',
  productId,
  stars: reviews.filter((review) => review.productId === productId).map(({ stars }) => stars),
});
const rootValue = {
  reviews: reviews.map(({ stars, productId }) => ({ stars, product: productOf(productId) })),
  _service: { sdl },
  _entities: ({ representations }) => representations.map(({ productId }) => productOf(productId)),
};

/** A subgraph of somebody else's, by graphql-js alone: reviews of products that it knows by their key. */
export async function startReviews() {
  const server = createServer(async (request, response) => {
    const { query, variables } = JSON.parse(await text(request));
    const result = await graphql({ schema: executable, source: query, rootValue, variableValues: variables });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
  server.keepAliveTimeout = 120_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
