import ts from 'typescript';
import { type SourceFile, visit } from './source-files.js';

/** An import that goes up or sideways, and why it may. */
export interface Edge {
  /** A folder or file below `src/` (`inbox`, `lib/runtime.ts`). */
  readonly from: string;
  /** The same, or a file's ending (`*.table.ts`), or `*` for anything. */
  readonly to: string;
  /** Only types may be imported. */
  readonly types?: true;
  readonly reason: string;
}

/** A file that may do what others may not, and why. */
export interface Exception {
  readonly file: string;
  readonly reason: string;
}

/** A file or folder that may write a table of another folder, and why. */
export interface Writer {
  readonly writer: string;
  readonly tables: readonly string[];
  readonly reason: string;
}

const isWeb = (path: string): boolean => path.startsWith('src/web/');
const isMigration = (path: string): boolean => path.startsWith('src/db/migrations/');
const withoutSrc = (path: string): string => path.replace(/^src\//, '');

/** `inbox` for `src/inbox/list.ts`, `app.ts` for `src/app.ts`, `workers` for `workers/main.ts`. */
export function folderOf(path: string): string {
  return withoutSrc(path).split('/')[0] ?? '';
}

function covers(pattern: string, path: string): boolean {
  const name = withoutSrc(path);
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return name === pattern || name.startsWith(`${pattern}/`);
}

/** Imports go down, stay in their folder, or along an allowed edge. */
export function floorBreaches(
  files: readonly SourceFile[],
  floors: readonly (readonly string[])[],
  edges: readonly Edge[],
): { breaches: string[]; unused: Edge[] } {
  const breaches: string[] = [];
  const used = new Set<Edge>();
  const floorOf = (path: string): number => floors.findIndex((folders) => folders.includes(folderOf(path)));
  for (const file of files.filter(({ path }) => !isWeb(path))) {
    if (floorOf(file.path) === -1) breaches.push(`${file.path} stands on no floor`);
    for (const { target, typeOnly } of file.imports) {
      if (target === undefined || target.endsWith('.json') || folderOf(target) === folderOf(file.path))
        continue;
      if (floorOf(target) !== -1 && floorOf(target) < floorOf(file.path)) continue;
      const edge = edges.find(
        ({ from, to, types }) => covers(from, file.path) && covers(to, target) && (!types || typeOnly),
      );
      if (edge) used.add(edge);
      else breaches.push(`${file.path} imports ${target}${typeOnly ? ' (types)' : ''}`);
    }
  }
  return { breaches, unused: edges.filter((edge) => !used.has(edge)) };
}

/** Files, or else folders, whose value imports lead back to where they started; each ring is told once. */
export function cycles(files: readonly SourceFile[], nodeOf: (path: string) => string): string[] {
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const targets = graph.get(nodeOf(path)) ?? new Set();
    graph.set(nodeOf(path), targets);
    for (const { target, typeOnly } of imports) {
      if (target !== undefined && !typeOnly && nodeOf(target) !== nodeOf(path)) targets.add(nodeOf(target));
    }
  }
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (node: string, trail: readonly string[]): void => {
    const at = trail.indexOf(node);
    if (at !== -1) {
      found.push([...trail.slice(at), node].join(' → '));
      return;
    }
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return found;
}

/** Imports of the files `where` names that `forbidden` names; packages and built-ins by their specifier. */
export function forbiddenImports(
  files: readonly SourceFile[],
  where: (path: string) => boolean,
  forbidden: (name: string) => boolean,
): string[] {
  return files
    .filter(({ path }) => where(path))
    .flatMap(({ path, imports }) =>
      imports
        .map(({ specifier, target }) => target ?? specifier)
        .filter(forbidden)
        .map((name) => `${path} imports ${name}`),
    );
}

/** What the files `where` names reach by value imports, at any depth, and `forbidden` names; each such import once. */
export function forbiddenReach(
  files: readonly SourceFile[],
  where: (path: string) => boolean,
  forbidden: (name: string) => boolean,
  stopAt: readonly string[] = [],
): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const breaches = new Map<string, string>();
  for (const { path: start } of files.filter(({ path }) => where(path))) {
    const seen = new Set<string>();
    const walk = (path: string, trail: string): void => {
      if (seen.has(path) || stopAt.includes(path)) return;
      seen.add(path);
      for (const { specifier, target, typeOnly } of byPath.get(path)?.imports ?? []) {
        if (typeOnly) continue;
        const name = target ?? specifier;
        const breach = `${path} imports ${name}`;
        if (forbidden(name)) breaches.set(breach, breaches.get(breach) ?? `${trail} imports ${name}`);
        else if (target !== undefined) walk(target, `${trail} → ${target}`);
      }
    };
    walk(start, start);
  }
  return [...breaches.values()];
}

const builders = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);
const sqlText =
  /^\s*(insert\s+into|delete\s+from|update\s+\w+\s+set|select\s+[^]+\s+from|with\s+\w+\s+as)\s/i;

/** Statements are built in `*.queries.ts` and `db/` alone. */
export function strayStatements(files: readonly SourceFile[], exceptions: readonly Exception[]): string[] {
  const allowed = (path: string): boolean =>
    path.endsWith('.queries.ts') ||
    path.startsWith('src/db/') ||
    isWeb(path) ||
    exceptions.some(({ file }) => file === path);
  return files
    .filter(({ path }) => !allowed(path))
    .flatMap(({ path, tree }) => {
      const found: string[] = [];
      visit(tree, (node) => {
        if (ts.isPropertyAccessExpression(node) && builders.has(node.name.text)) {
          found.push(`${path} calls ${node.name.text}`);
        } else if (ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === 'sql') {
          found.push(`${path} imports sql`);
        } else if (
          (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) &&
          sqlText.test(textOf(node))
        ) {
          found.push(`${path} writes SQL`);
        }
      });
      return found;
    });
}

/** The folder that owns each table: where its type, named in `interface Database`, is declared. */
export function tableOwners(databaseFile: SourceFile): Map<string, string> {
  const folderOfType = new Map<string, string>();
  const owners = new Map<string, string>();
  visit(databaseFile.tree, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const { text } = node.moduleSpecifier;
      const target = databaseFile.imports.find(({ specifier }) => specifier === text)?.target;
      const named = node.importClause?.namedBindings;
      if (target === undefined || !named || !ts.isNamedImports(named)) return;
      for (const { name } of named.elements) folderOfType.set(name.text, folderOf(target));
    } else if (ts.isInterfaceDeclaration(node) && node.name.text === 'Database') {
      for (const member of node.members) {
        if (!ts.isPropertySignature(member) || !member.type) continue;
        const folder = folderOfType.get(member.type.getText());
        if (folder !== undefined) owners.set(member.name.getText(), folder);
      }
    }
  });
  return owners;
}

const writingCalls = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);
const writingSql =
  /\b(?:(?:insert\s+into|delete\s+from|merge\s+into)\s+([a-z_]+)|update\s+([a-z_]+)(?:\s+(?:as\s+)?\w+)?\s+set\b)/gi;

/** Tables are written by the folder that owns them. */
export function foreignWrites(
  files: readonly SourceFile[],
  owners: ReadonlyMap<string, string>,
  writers: readonly Writer[],
): { breaches: string[]; unused: Writer[] } {
  const breaches: string[] = [];
  const used = new Set<Writer>();
  for (const { path, tree } of files.filter((file) => !isMigration(file.path) && !isWeb(file.path))) {
    for (const table of writtenTables(tree)) {
      const owner = owners.get(table);
      if (owner === undefined || owner === folderOf(path)) continue;
      const writer = writers.find((one) => covers(one.writer, path) && one.tables.includes(table));
      if (writer) used.add(writer);
      else breaches.push(`${path} writes ${table} of ${owner}`);
    }
  }
  return { breaches, unused: writers.filter((writer) => !used.has(writer)) };
}

function writtenTables(tree: ts.SourceFile): Set<string> {
  const tables = new Set<string>();
  visit(tree, (node) => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      if (!writingCalls.has(node.expression.name.text)) return;
      for (const literal of literalsIn(node.arguments[0])) tables.add(literal.split(' ')[0] ?? literal);
    } else if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      for (const [, written, updated] of textOf(node).matchAll(writingSql)) {
        tables.add(camelCase(written ?? updated ?? ''));
      }
    }
  });
  return tables;
}

const camelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function literalsIn(node: ts.Node | undefined): string[] {
  const found: string[] = [];
  if (node) visit(node, (inner) => void (ts.isStringLiteralLike(inner) && found.push(inner.text)));
  return found;
}

/** The words of a literal; what is filled in later counts as one. */
function textOf(node: ts.StringLiteralLike | ts.TemplateExpression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('?');
}

/** Default exports, barrel files, and the type `any`. */
export function habits(files: readonly SourceFile[], defaultExports: readonly Exception[]): string[] {
  return files.flatMap(({ path, tree, unreadableImports }) => {
    const found: string[] = [];
    if (/(^|\/)index\.(ts|tsx|js|mjs)$/.test(path) || isBarrel(tree)) found.push(`${path} is a barrel file`);
    if (unreadableImports > 0) found.push(`${path} imports a module it does not name`);
    const mayDefault = defaultExports.some(({ file }) => file === path);
    visit(tree, (node) => {
      if (!mayDefault && isDefaultExport(node)) found.push(`${path} has a default export`);
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${path} says any`);
    });
    return found;
  });
}

function isBarrel({ statements }: ts.SourceFile): boolean {
  return (
    statements.length > 0 &&
    statements.every(
      (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
    )
  );
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent);
}
