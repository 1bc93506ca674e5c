import { classesOf } from './needs.js';
import type { ExtensionClass } from './extension-options.js';

/** One thing that a decorator of type-graphql has written down. */
export type Definition = Readonly<Record<string, unknown>>;

/** type-graphql's storage, which is one for the whole process: lists of definitions by kind. */
export type MetadataStorage = Record<string, unknown>;

interface Global {
  TypeGraphQLMetadataStorage?: MetadataStorage | undefined;
}

/**
 * Has type-graphql see these classes, what they refer to, and nothing else, while `build` runs. Whatever others have
 * declared in the process, finished or not, cannot spoil the build, and nothing of it is left in theirs.
 *
 * @param build Synchronous: nobody else can come between. Gets the storage that type-graphql sees.
 */
export function withOwnMetadata<T>(classes: readonly ExtensionClass[], build: (own: MetadataStorage) => T): T {
  const place = globalThis as unknown as Global;
  const shared = place.TypeGraphQLMetadataStorage;
  const own = shared === undefined ? undefined : ownStorage(shared, classes);
  place.TypeGraphQLMetadataStorage = own;
  try {
    return build(own ?? {});
  } finally {
    place.TypeGraphQLMetadataStorage = shared;
  }
}

/** The definitions of one kind. */
export function definitionsOf(storage: MetadataStorage, kind: string): readonly Definition[] {
  const list = storage[kind];
  return Array.isArray(list) ? (list as Definition[]) : [];
}

function ownStorage(shared: MetadataStorage, classes: readonly ExtensionClass[]): MetadataStorage {
  const reached = reachedFrom(shared, classes);
  const own = Object.create(Object.getPrototypeOf(shared) as object) as MetadataStorage;
  for (const [kind, list] of Object.entries(shared)) {
    own[kind] = Array.isArray(list) ? ownDefinitions(kind, list as Definition[], reached) : list;
  }
  // type-graphql builds a clone, in which alone is what it has found out.
  own.clone = () => own;
  return own;
}

/** What a definition is about: a class, the object of an enum, the symbol of a union. */
function subjectOf(definition: Definition): unknown {
  return definition.target ?? definition.enumObj ?? definition.symbol;
}

function ownDefinitions(
  kind: string,
  list: readonly Definition[],
  reached: ReadonlySet<unknown>,
): readonly Definition[] {
  const own = list.filter((definition) => reached.has(subjectOf(definition)));
  return usedLater.has(kind) ? own : own.map(copyOf);
}

/** type-graphql looks these up when it makes instances of arguments; they are the same in every build. */
const usedLater = new Set(['inputTypes', 'argumentTypes']);

/** A build keeps these on the definitions of classes, and takes them for known in the next. */
const builtMembers = new Set(['fields', 'directives', 'extensions']);

function copyOf(definition: Definition): Definition {
  return Object.fromEntries(Object.entries(definition).filter(([key]) => !builtMembers.has(key)));
}

/** The classes, what they extend, and what any of them refers to. */
function reachedFrom(shared: MetadataStorage, classes: readonly ExtensionClass[]): ReadonlySet<unknown> {
  const bySubject = new Map<unknown, Definition[]>();
  for (const definition of Object.keys(shared).flatMap((kind) => definitionsOf(shared, kind))) {
    const subject = subjectOf(definition);
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), definition]);
  }
  const reached = new Set<unknown>();
  const reach = (subject: unknown): void => {
    if (subject === undefined || subject === null || reached.has(subject)) return;
    reached.add(subject);
    if (typeof subject === 'function') classesOf(subject as ExtensionClass).forEach(reach);
    for (const definition of bySubject.get(subject) ?? []) referredTo(definition).forEach(reach);
    implementing(shared, subject).forEach(reach);
  };
  classes.forEach(reach);
  return reached;
}

const references = ['getType', 'getReturnType', 'getObjectType', 'getClassTypes'];

function referredTo(definition: Definition): readonly unknown[] {
  const custom = (definition.options as Definition | undefined)?.arg as Definition | undefined;
  const interfaces = Array.isArray(definition.interfaceClasses) ? (definition.interfaceClasses as unknown[]) : [];
  return [...references.flatMap((name) => resolved(definition[name])), ...resolved(custom?.getType), ...interfaces];
}

/** `@Resolver()` without a type throws when it is asked for one. */
function resolved(reference: unknown): readonly unknown[] {
  if (typeof reference !== 'function') return [];
  try {
    return [(reference as () => unknown)()].flat(Infinity);
  } catch {
    return [];
  }
}

/** type-graphql publishes the types that implement an interface with it, unless the interface says otherwise. */
function implementing(shared: MetadataStorage, subject: unknown): readonly unknown[] {
  const found = definitionsOf(shared, 'interfaceTypes').find(({ target }) => target === subject);
  if (found === undefined || found.autoRegisteringDisabled === true) return [];
  return definitionsOf(shared, 'objectTypes')
    .filter(({ interfaceClasses }) => Array.isArray(interfaceClasses) && interfaceClasses.includes(subject))
    .map(({ target }) => target);
}
