import { GraphQLEnumType, GraphQLInputObjectType, GraphQLNonNull, GraphQLString } from 'graphql';
import type { TextSearchConfiguration } from '../../model/database-model.js';
import { meaning } from '../field-meaning.js';
import { isNullField } from './operator-field.js';

export const textSearchMode = new GraphQLEnumType({
  name: 'TextSearchMode',
  ...meaning({ decidesPlan: true }),
  description: 'How a text becomes a query of full-text search.',
  values: {
    PLAIN: { description: 'All of these words.' },
    PHRASE: { description: 'These words in this order, side by side.' },
    WEBSEARCH: { description: 'As search engines read it: `"a phrase"`, `or`, `-without`.' },
    RAW: { description: 'PostgreSQL’s own language: `fat & (rat | cat:*) & !dog`, `super <-> star`.' },
  },
});

/** `TextSearchFilter`, of `tsvector`. */
export function textSearchFilter(configurations: readonly TextSearchConfiguration[]): GraphQLInputObjectType {
  const input = new GraphQLInputObjectType({
    name: 'TextSearchInput',
    description: 'What to search for.',
    fields: {
      query: { type: new GraphQLNonNull(GraphQLString), description: 'The words.' },
      mode: {
        type: new GraphQLNonNull(textSearchMode),
        defaultValue: 'WEBSEARCH',
        description: 'How the words are read.',
      },
      config: {
        type: new GraphQLNonNull(GraphQLString),
        defaultValue: 'english',
        description: 'The configuration that the document was made with: `english`, `simple`, … (`pg_ts_config`).',
      },
    },
  });
  return new GraphQLInputObjectType({
    name: 'TextSearchFilter',
    description: 'Conditions on a document of full-text search; all that are given must hold.',
    fields: {
      search: {
        type: input,
        description: 'The document matches.',
        ...meaning({ kind: 'textSearch', configurations: configurationTexts(configurations) }),
      },
      ...isNullField,
    },
  });
}

/** PostgreSQL's own by their bare names, all by `namespace.name`. */
function configurationTexts(configurations: readonly TextSearchConfiguration[]): ReadonlyMap<string, string> {
  return new Map(
    configurations.flatMap(({ namespace, name }): (readonly [string, string])[] => {
      const text = `${quoted(namespace)}.${quoted(name)}`;
      const qualified = [`${namespace}.${name}`, text] as const;
      return namespace === 'pg_catalog' ? [[name, text], qualified] : [qualified];
    }),
  );
}

/** `regconfig` is read as a name: what stands in double quotes is not folded to lower case. */
function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}
