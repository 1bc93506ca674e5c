import type { Subject } from './condition.js';
import type { DistanceFrom } from './distance.js';
import { printSlot } from './print-slot.js';

/** What a condition is on, for `printPlan`: `address.city`, `lower(valid_during)`. */
export function printSubject(subject: Subject): string {
  if (!('inside' in subject)) return subject.name;
  const whole = printSubject(subject.inside);
  const { part } = subject;
  switch (part.kind) {
    case 'attribute':
      return `${whole}.${part.name}`;
    case 'bound':
      return `${part.bound}(${whole})`;
    case 'length':
      return `length(${whole})`;
    case 'distance':
      return printDistance(whole, part.from);
    case 'json':
      return `${part.as} at ${printSlot(part.path)} of ${whole}`;
  }
}

/** `COSINE distance of embedding from $to` */
export function printDistance(whole: string, { metric, to }: DistanceFrom): string {
  return `${metric === undefined ? '' : `${metric} `}distance of ${whole} from ${printSlot(to)}`;
}
