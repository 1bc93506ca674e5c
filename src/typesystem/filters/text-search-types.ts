import {
  GraphQLEnumType,
  type GraphQLInputFieldConfigMap,
  GraphQLInputObjectType,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql';
import type { Column, TextSearchConfiguration } from '../../model/database-model.js';
import { meaning } from '../field-meaning.js';
import { orderDirection } from '../order-direction.js';
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

/** The input types of full-text search: those of `tsvector`, and those of documents, whose configuration is known. */
export interface TextSearchTypes {
  /** `TextSearchFilter` */
  readonly columnFilter: GraphQLInputObjectType;
  /** `DocumentSearchFilter` */
  readonly documentFilter: GraphQLInputObjectType;
  /** `TextSearchInput` or `DocumentSearchInput`. */
  readonly input: (column: Column) => GraphQLInputObjectType;
  /** `TextSearchRankOrder` or `DocumentRankOrder`. */
  readonly rankOrder: (column: Column) => GraphQLInputObjectType;
  /** The text of a `regconfig` by the name that clients use. */
  readonly configurations: ReadonlyMap<string, string>;
}

export function createTextSearchTypes(configurations: readonly TextSearchConfiguration[]): TextSearchTypes {
  const texts = configurationTexts(configurations);
  const inColumn = searchTypes('TextSearch', 'TextSearchRankOrder', texts, {
    config: {
      type: new GraphQLNonNull(GraphQLString),
      defaultValue: 'english',
      description: 'The configuration that the document was made with: `english`, `simple`, … (`pg_ts_config`).',
    },
  });
  const inDocument = searchTypes('DocumentSearch', 'DocumentRankOrder', texts, {});
  const typesOf = ({ document }: Column): SearchTypes => (document === undefined ? inColumn : inDocument);
  return {
    columnFilter: inColumn.filter,
    documentFilter: inDocument.filter,
    input: (column) => typesOf(column).input,
    rankOrder: (column) => typesOf(column).rankOrder,
    configurations: texts,
  };
}

interface SearchTypes {
  readonly filter: GraphQLInputObjectType;
  readonly input: GraphQLInputObjectType;
  readonly rankOrder: GraphQLInputObjectType;
}

function searchTypes(
  prefix: string,
  rankOrder: string,
  configurations: ReadonlyMap<string, string>,
  more: GraphQLInputFieldConfigMap,
): SearchTypes {
  const input = new GraphQLInputObjectType({
    name: `${prefix}Input`,
    description: 'What to search for.',
    fields: {
      query: { type: new GraphQLNonNull(GraphQLString), description: 'The words.' },
      mode: {
        type: new GraphQLNonNull(textSearchMode),
        defaultValue: 'WEBSEARCH',
        description: 'How the words are read.',
      },
      ...more,
    },
  });
  return {
    input,
    filter: new GraphQLInputObjectType({
      name: `${prefix}Filter`,
      description: 'Conditions on a document of full-text search; all that are given must hold.',
      fields: {
        search: {
          type: input,
          description: 'The document matches.',
          ...meaning({ kind: 'textSearch', configurations }),
        },
        ...isNullField,
      },
    }),
    rankOrder: new GraphQLInputObjectType({
      name: rankOrder,
      description: 'An order by how well a document matches a search.',
      fields: {
        search: { type: new GraphQLNonNull(input), description: 'The search.' },
        direction: {
          type: new GraphQLNonNull(orderDirection),
          defaultValue: 'DESC_NULLS_LAST',
          description: 'By default, what matches best comes first.',
        },
      },
    }),
  };
}

/** PostgreSQL's own by their bare names, all by `namespace.name`. */
function configurationTexts(configurations: readonly TextSearchConfiguration[]): ReadonlyMap<string, string> {
  return new Map(
    configurations.flatMap(({ namespace, name }): (readonly [string, string])[] => {
      const text = configurationText({ namespace, name });
      const qualified = [`${namespace}.${name}`, text] as const;
      return namespace === 'pg_catalog' ? [[name, text], qualified] : [qualified];
    }),
  );
}

/** The text that `regconfig` reads. */
export function configurationText({ namespace, name }: TextSearchConfiguration): string {
  return `${quoted(namespace)}.${quoted(name)}`;
}

/** `regconfig` is read as a name: what stands in double quotes is not folded to lower case. */
function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}
