import { GraphQLEnumType, type GraphQLFieldConfigArgumentMap, GraphQLInt } from 'graphql';
import { meaning } from './field-meaning.js';

/** How `totalCount` comes to its number. */
export const countMode = new GraphQLEnumType({
  name: 'CountMode',
  description: 'How rows are counted.',
  values: {
    EXACT: { description: 'Every row is counted.' },
    ESTIMATE: {
      description:
        'The number that PostgreSQL keeps of the table, which may lag behind, at no cost. Rows are counted as in EXACT where it keeps none: for lists with `where`, lists of a row, views, and tables with row-level security.',
    },
    CAPPED: { description: 'Counting ends at `cap`, which then is the answer.' },
  },
  ...meaning({ decidesPlan: true }),
});

/** The arguments of `totalCount`. */
export const countModeArguments: GraphQLFieldConfigArgumentMap = {
  mode: { type: countMode, description: 'EXACT if it is left out.' },
  cap: { type: GraphQLInt, description: 'The number at which CAPPED ends.' },
};
