import { GraphQLEnumType } from 'graphql';
import { meaning } from './field-meaning.js';

/** The units to which moments are cut. */
export const timeUnit = new GraphQLEnumType({
  name: 'TimeUnit',
  description: 'A unit of the calendar or the clock.',
  values: {
    HOUR: {},
    DAY: {},
    WEEK: { description: 'Starts on Monday, as ISO 8601 has it.' },
    MONTH: {},
    QUARTER: {},
    YEAR: {},
  },
  ...meaning({ decidesPlan: true }),
});
