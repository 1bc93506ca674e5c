import type { RelatedAggregate } from './aggregate.js';
import type { Measure } from './measure.js';
import type { OrderTerm } from './operation-plan.js';
import { printSearch } from './print-condition.js';
import { printStep, printRelationship, tableName } from './print-relationship.js';
import { printDistance } from './print-subject.js';

/** `artist(artist_id).name desc nulls last` */
export function printOrderTerm(term: OrderTerm): string {
  const { notNull, descending, nullsFirst } = term;
  const nulls = notNull || nullsFirst === descending ? '' : nullsFirst ? ' nulls first' : ' nulls last';
  return `${printOrderValue(term)}${descending ? ' desc' : ''}${nulls}`;
}

/** `artist(artist_id).name` */
export function printOrderValue({ path, column, aggregate, measure }: OrderTerm): string {
  if (measure !== undefined) return [...path.map(printStep), printMeasure(measure)].join('.');
  if (aggregate !== undefined) return [...path.map(printStep), printRelatedAggregate(aggregate)].join('.');
  return [...path.map(printStep), column.name].join('.');
}

function printRelatedAggregate({ relationship, aggregate }: RelatedAggregate): string {
  return `${aggregate.value.name} of ${tableName(relationship.to)}${printRelationship(relationship)}`;
}

export function printMeasure(measure: Measure): string {
  if (measure.kind === 'distance') return printDistance(measure.column.name, measure.from);
  return `rank of ${measure.document.name} for ${printSearch(measure.search)}`;
}
