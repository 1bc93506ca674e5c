import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** A file of `src/` as the rules see it. */
export interface SourceFile {
  /** Below `src`: `sql/knex.ts`. */
  readonly path: string;
  /** The stage: `sql`. Empty for the files of `src` itself. */
  readonly folder: string;
  readonly imports: readonly Import[];
  /** The names that it exports, `default` for a default export. */
  readonly exports: readonly string[];
  /** Lines that hold something else than blanks and comments. */
  readonly codeLines: number;
  /** True if any function in it is `async`, or it awaits. */
  readonly waits: boolean;
}

export interface Import {
  /** A file below `src` (`sql/knex.ts`), or a package (`graphql`, `node:net`). */
  readonly target: string;
  readonly kind: 'file' | 'package';
  /** By `import('…')`, when the code comes to it. */
  readonly dynamic: boolean;
  /** Gone from what the compiler writes. */
  readonly typeOnly: boolean;
}

export const sourceFiles: readonly SourceFile[] = readSourceFiles();

function readSourceFiles(): readonly SourceFile[] {
  const root = new URL('../../src/', import.meta.url);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .sort();
  const known = new Set(paths);
  return paths.map((path) => readSourceFile(path, readFileSync(new URL(path, root), 'utf8'), known));
}

/** @param known - all paths, so that an import of `./x.js` is told from one of `./x.js` that is really `./x.tsx`. */
export function readSourceFile(path: string, text: string, known: ReadonlySet<string> = new Set()): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const exports = new Set<string>();
  const lines = new Set<number>();
  let waits = false;
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const found = importOf(node);
    if (found !== undefined) imports.push(asImport(path, known, found));
    if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) waits = true;
    const children = node.getChildren(tree);
    if (children.length === 0 && node.getWidth(tree) > 0) addLines(tree, node, lines);
    children.forEach(visit);
  };
  visit(tree);
  for (const statement of tree.statements) for (const name of exportsOf(statement)) exports.add(name);
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
  return { path, folder, imports, exports: [...exports], codeLines: lines.size, waits };
}

function addLines(tree: ts.SourceFile, token: ts.Node, lines: Set<number>): void {
  const first = tree.getLineAndCharacterOfPosition(token.getStart(tree)).line;
  const last = tree.getLineAndCharacterOfPosition(token.getEnd()).line;
  for (let line = first; line <= last; line += 1) lines.add(line);
}

interface FoundImport {
  readonly specifier: string;
  readonly dynamic: boolean;
  readonly typeOnly: boolean;
}

function importOf(node: ts.Node): FoundImport | undefined {
  if (ts.isImportDeclaration(node)) {
    return found(node.moduleSpecifier, { dynamic: false, typeOnly: isTypeOnly(node.importClause) });
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return found(node.moduleSpecifier, { dynamic: false, typeOnly: node.isTypeOnly });
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return found(node.arguments[0], { dynamic: true, typeOnly: false });
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return found(node.argument.literal, { dynamic: false, typeOnly: true });
  }
  return undefined;
}

function found(specifier: ts.Node | undefined, how: Omit<FoundImport, 'specifier'>): FoundImport | undefined {
  return specifier !== undefined && ts.isStringLiteral(specifier) ? { specifier: specifier.text, ...how } : undefined;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

function asImport(from: string, known: ReadonlySet<string>, { specifier, ...how }: FoundImport): Import {
  if (!specifier.startsWith('.')) {
    const [first = '', second = ''] = specifier.split('/');
    return { target: first.startsWith('@') ? `${first}/${second}` : first, kind: 'package', ...how };
  }
  const path = posix.join(posix.dirname(from), specifier);
  const typescript = path.replace(/\.js$/, '.ts');
  return { target: known.has(`${typescript}x`) ? `${typescript}x` : typescript, kind: 'file', ...how };
}

function exportsOf(statement: ts.Statement): readonly string[] {
  if (ts.isExportAssignment(statement)) return ['default'];
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind);
  if (!has(ts.SyntaxKind.ExportKeyword)) return [];
  if (has(ts.SyntaxKind.DefaultKeyword)) return ['default'];
  return declaredNames(statement);
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return statement.name === undefined ? [] : [statement.name.text];
  }
  return [];
}
