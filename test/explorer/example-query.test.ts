import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { exampleQuery } from '../../src/explorer/app/example-query.js';

const withoutComment = (query: string): string => query.replace(/^#.*\n/gm, '').trim();

test('asks for the first rows of the list with the most relations, in columns that say something', () => {
  const schema = buildSchema(`
    type Query {
      node(nodeId: ID!): Rider
      ridesOf(first: Int, riderId: Int!): RiderConnection!
      badges(first: Int): BadgeConnection!
      oldRiders(first: Int): RiderConnection! @deprecated
      riders(first: Int): RiderConnection!
    }
    type RiderConnection { totalCount(cap: Int): Int! nodes: [Rider!]! }
    type BadgeConnection { nodes: [Badge!]! }
    type Badge { badgeId: Int!, rider: Rider }
    enum Level { NOVICE MASTER }
    type Rider {
      nodeId: ID!
      riderId: Int!
      townId: Int!
      name: String
      nickname: String @deprecated
      tags: [String!]
      level: Level!
      distanceTo(townId: Int!): Float
      rides: RiderConnection!
      teacher: Rider
      town: Town!
      joined: String
      left: String
      weight: Float
    }
    type Town { townId: Int!, name: String! }
  `);
  const query = exampleQuery(schema);
  expect(validate(schema, parse(query))).toEqual([]);
  expect(withoutComment(query)).toBe(`query Riders {
  riders(first: 5) {
    totalCount
    nodes {
      riderId
      name
      level
      joined
      teacher { name }
    }
  }
}`);
});

test.each([
  ['no schema', undefined],
  ['a schema without lists', buildSchema('type Query { now: String }')],
])('of %s it asks nothing but the name of its root', (_name, schema) => {
  expect(withoutComment(exampleQuery(schema))).toBe('{\n  __typename\n}');
});

test('its comment fits the editor of a small window', () => {
  const lines = exampleQuery(undefined).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
});
