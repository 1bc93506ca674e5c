import { GraphQLEnumType } from 'graphql';
import { meaning } from './field-meaning.js';

/** PostgreSQL's directions; `ASC` puts nulls last and `DESC` puts them first, as PostgreSQL does. */
export const orderDirection = new GraphQLEnumType({
  name: 'OrderDirection',
  values: {
    ASC: { description: 'Ascending, nulls last.' },
    ASC_NULLS_FIRST: { description: 'Ascending, nulls first.' },
    ASC_NULLS_LAST: { description: 'Ascending, nulls last.' },
    DESC: { description: 'Descending, nulls first.' },
    DESC_NULLS_FIRST: { description: 'Descending, nulls first.' },
    DESC_NULLS_LAST: { description: 'Descending, nulls last.' },
  },
  ...meaning({ decidesPlan: true }),
});
