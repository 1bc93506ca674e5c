import type { ExtensionClass } from './extension-options.js';

/**
 * Declares that a property of an `@ObjectType()` class is filled with a column of the row. The column need not be in the
 * GraphQL schema: one that is tagged `@omit` is read for the host alone.
 *
 * @param column The GraphQL field of the column, or its name in PostgreSQL. Default: the name of the property.
 * @example
 * \@ObjectType()
 * class Customer {
 *   \@Needs() firstName!: string;
 *   \@Needs('password_changed_at') passwordAge!: string | null;
 * }
 */
export function Needs(column?: string): (prototype: object, property: string | symbol) => void {
  return ({ constructor }, property) => {
    if (typeof property === 'symbol') throw new TypeError('@Needs() is for properties with a name.');
    const known = declared.get(constructor) ?? new Map<string, string>();
    declared.set(constructor, known.set(property, column ?? property));
  };
}

/** By class: the column of each property. */
const declared = new WeakMap<object, Map<string, string>>();

/** What `@Needs()` declares of a class and those that it extends: the column of each property. */
export function needsOf(target: ExtensionClass): ReadonlyMap<string, string> {
  return new Map(
    classesOf(target)
      .reverse()
      .flatMap((one) => [...(declared.get(one) ?? [])]),
  );
}

/** A class and those that it extends, itself first. */
export function classesOf(target: ExtensionClass): ExtensionClass[] {
  const above: unknown = Object.getPrototypeOf(target);
  return [target, ...(isClass(above) ? classesOf(above) : [])];
}

function isClass(value: unknown): value is ExtensionClass {
  return typeof value === 'function' && value !== Function.prototype && 'prototype' in value;
}
