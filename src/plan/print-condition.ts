import type { Condition } from './condition.js';
import { printRelationship, tableName } from './print-relationship.js';
import { printSlot } from './print-slot.js';
import { printSubject } from './print-subject.js';
import type { TextSearch } from './text-search.js';

/** `and(title eq $title; some of public.track by album_id)` */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `${condition.kind}(${condition.conditions.map(printCondition).join('; ')})`;
    case 'not':
      return `not(${printCondition(condition.condition)})`;
    case 'null':
      return `${printSubject(condition.column)} ${condition.negated ? 'is not null' : 'is null'}`;
    case 'compare':
      return `${printSubject(condition.column)} ${condition.operator} ${printSlot(condition.slot)}`;
    case 'distinct':
      return `${printSubject(condition.column)} is ${condition.negated ? 'not ' : ''}distinct from ${printSlot(condition.slot)}`;
    case 'among':
      return `${printSubject(condition.column)} ${condition.negated ? 'not in' : 'in'} ${printSlot(condition.slot)}`;
    case 'like':
      return `${printSubject(condition.column)} ${condition.caseInsensitive ? 'ilike' : 'like'} ${printSlot(condition.slot)}`;
    case 'typeOperator':
      return `${printSubject(condition.column)} ${condition.operator} ${printSlot(condition.slot)}`;
    case 'empty':
      return `${printSubject(condition.column)} ${condition.negated ? 'is not' : 'is'} empty`;
    case 'jsonPath':
      return `${printSubject(condition.column)} has ${condition.negated ? 'nothing' : 'something'} at ${printSlot(condition.path)}`;
    case 'spatial': {
      const distance = condition.distance === undefined ? '' : ` at most ${printSlot(condition.distance)} from`;
      return `${printSubject(condition.column)} ${condition.predicate}${distance} ${printSlot(condition.operand)}`;
    }
    case 'textSearch':
      return `${printSubject(condition.column)} matches ${printSearch(condition)}`;
    case 'compareColumns':
      return `${condition.column.name} ${condition.operator} ${condition.other.name}`;
    case 'related': {
      const { relationship, quantifier, condition: far } = condition;
      const rows = `${tableName(relationship.to)}${printRelationship(relationship)}`;
      return `${quantifier} of ${rows}${far === undefined ? '' : `: (${printCondition(far)})`}`;
    }
    case 'relatedAggregate': {
      const { relationship, where, having } = condition;
      const rows = `${tableName(relationship.to)}${printRelationship(relationship)}`;
      return `of ${rows}${where === undefined ? '' : ` where ${printCondition(where)}`}: ${printCondition(having.condition)}`;
    }
  }
}

/** `PLAIN $query in pg_catalog.english` */
export function printSearch({ mode, query, configuration }: TextSearch): string {
  return `${mode} ${printSlot(query)} in ${printSlot(configuration)}`;
}
