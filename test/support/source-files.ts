import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** One import, export-from, dynamic import or type import of a file. */
export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** The file it names, from the root of the repository; undefined for a package or a built-in module. */
  readonly target: string | undefined;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Dynamic imports whose module is not written as plain text, so that nobody can check it. */
  readonly unreadableImports: number;
  readonly tree: ts.SourceFile;
}

const root = new URL('../..', import.meta.url).pathname;
const sources = /\.(ts|tsx|js|mjs)$/;

/** Every source file below these folders of the repository, parsed. */
export function readSourceFiles(folders: readonly string[]): SourceFile[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name))
      .filter((path) => sources.test(path)),
  );
  const known = new Set(paths);
  return paths.sort().map((path) => parseSource(path, readFileSync(join(root, path), 'utf8'), known));
}

/** Parses one file; `known` tells which files there are, so that `x.js` finds `x.ts`. */
export function parseSource(path: string, text: string, known: ReadonlySet<string> = new Set()): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  let unreadableImports = 0;
  const add = (specifier: string, typeOnly: boolean): void => {
    imports.push({ specifier, target: resolve(path, specifier, known), typeOnly });
  };
  visit(tree, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, isTypeImport(node.importClause));
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node.argument.literal.text, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [module] = node.arguments;
      if (module && ts.isStringLiteralLike(module)) add(module.text, false);
      else unreadableImports += 1;
    }
  });
  return { path, imports, unreadableImports, tree };
}

/** Walks a tree, every node once. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name || !named || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function resolve(path: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(path), specifier);
  const stem = target.replace(/\.js$/, '');
  const candidates = [target, `${stem}.ts`, `${stem}.tsx`];
  return candidates.find((candidate) => known.has(candidate)) ?? target.replace(/\.js$/, '.ts');
}
