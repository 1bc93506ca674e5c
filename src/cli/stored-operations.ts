import { readFile } from 'node:fs/promises';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { glob } from 'tinyglobby';
import { PillionError } from '../errors/pillion-error.js';

/** An operation that a client has in a file. */
export interface StoredOperation {
  /** `anonymous` where it has no name. */
  readonly name: string;
  readonly file: string;
  /** With all fragments that it needs. */
  readonly text: string;
  /** From the file of the same name that ends in `.variables.json`, if there is one: `{ "Timetable": { "id": 3 } }`. */
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/**
 * All operations of files that patterns name: documents (fragments may stand in other files
 * than their operations), and manifests of persisted operations in JSON, Apollo's or `{ hash: text }`.
 *
 * @throws {PillionError} `CONFIGURATION` where no file is found, or one cannot be read.
 */
export async function readStoredOperations(patterns: readonly string[]): Promise<readonly StoredOperation[]> {
  const files = await filesOf(patterns);
  const manifests = files.filter(isManifest);
  const documents = await Promise.all(files.filter((file) => !isManifest(file)).map(readDocument));
  const fragments = fragmentsOf(documents);
  const ofDocuments = documents.flatMap(({ file, document, variables }) =>
    document.definitions.filter(isOperation).map((operation) => ({
      name: operation.name?.value ?? 'anonymous',
      file,
      text: [operation, ...neededFragments(operation, fragments)].map(print).join('\n\n'),
      variables: variables[operation.name?.value ?? 'anonymous'],
    })),
  );
  return [...ofDocuments, ...(await Promise.all(manifests.map(readManifest))).flat()];
}

/** The documents of all files but manifests, as they are. */
export async function readDocuments(patterns: readonly string[]): Promise<readonly DocumentFile[]> {
  const files = await filesOf(patterns);
  return Promise.all(files.filter((file) => !isManifest(file)).map(readDocument));
}

export interface DocumentFile {
  readonly file: string;
  readonly document: DocumentNode;
}

function isManifest(file: string): boolean {
  return file.endsWith('.json');
}

async function filesOf(patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) {
    throw new PillionError(
      'CONFIGURATION',
      "Name the files that hold operations, such as 'src/**/*.graphql', or documents in the config file.",
    );
  }
  const files = await glob([...patterns], {
    ignore: ['**/node_modules/**', '**/*.variables.json'],
    expandDirectories: false,
  });
  if (files.length > 0) return files.toSorted();
  throw new PillionError('CONFIGURATION', `No file fits ${patterns.map((pattern) => `"${pattern}"`).join(', ')}.`);
}

type Variables = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

async function readDocument(file: string): Promise<DocumentFile & { readonly variables: Variables }> {
  const [text, variables] = await Promise.all([
    readFile(file, 'utf8'),
    readFile(file.replace(/\.[^./]+$/, '.variables.json'), 'utf8').catch(() => '{}'),
  ]);
  return within(file, () => ({ file, document: parse(text), variables: JSON.parse(variables) as Variables }));
}

async function readManifest(file: string): Promise<readonly StoredOperation[]> {
  const text = await readFile(file, 'utf8');
  return within(file, () =>
    textsOf(JSON.parse(text)).map((body) => {
      const operation = parse(body).definitions.find(isOperation);
      return { name: operation?.name?.value ?? 'anonymous', file, text: body, variables: undefined };
    }),
  );
}

/** Apollo's manifest has a list of operations with a body each; others have texts by hash. */
function textsOf(manifest: unknown): readonly string[] {
  const { operations } = manifest as { readonly operations?: readonly { readonly body: string }[] };
  return operations?.map(({ body }) => body) ?? Object.values(manifest as Readonly<Record<string, string>>);
}

function within<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PillionError('CONFIGURATION', `${file}: ${reason}`, { cause: thrown });
  }
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf(documents: readonly DocumentFile[]): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const { file, document } of documents) {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      const { value: name } = definition.name;
      if (fragments.has(name)) throw new PillionError('CONFIGURATION', `${file}: there is another fragment "${name}".`);
      fragments.set(name, definition);
    }
  }
  return fragments;
}

function neededFragments(operation: OperationDefinitionNode, fragments: Fragments): readonly FragmentDefinitionNode[] {
  const needed = new Set<FragmentDefinitionNode>();
  const need = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || needed.has(fragment)) return;
        needed.add(fragment);
        need(fragment);
      },
    });
  };
  need(operation);
  return [...needed];
}

function isOperation(definition: DocumentNode['definitions'][number]): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}
