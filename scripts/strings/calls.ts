import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as ts from 'typescript';

/** A sentence for people in the code, and where it stands (`src/a.ts:12`). */
export interface Sentence {
  readonly text: string;
  readonly at: string;
}

export interface Sentences {
  readonly found: Sentence[];
  /** Calls whose sentence is not written out in one piece, so that nobody could translate it: where they stand. */
  readonly unreadable: string[];
}

/** All TypeScript files under a folder, as absolute paths in order. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Finds the sentences that a file gives to `l10n.t`, `vscode.l10n.t` or a `t` of '@vscode/l10n'.
 *
 * @param root folder that places are told from
 */
export function sentencesOf(path: string, root: string): Sentences {
  return sentencesIn(readFileSync(path, 'utf8'), relative(root, path));
}

/** @param name the file's name, for telling places */
export function sentencesIn(code: string, name: string): Sentences {
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
  const local = namesOfT(file);
  const found: Sentence[] = [];
  const unreadable: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isT(node.expression, local)) {
      const at = `${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const [first] = node.arguments;
      const text = first && textOf(first);
      if (text === undefined) unreadable.push(at);
      else found.push({ text, at });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { found, unreadable };
}

/** The names under which a file imports the bare function. */
function namesOfT(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    if (!ts.isStringLiteral(statement.moduleSpecifier) || statement.moduleSpecifier.text !== '@vscode/l10n')
      continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const element of bindings.elements)
      if ((element.propertyName ?? element.name).text === 't') names.add(element.name.text);
  }
  return names;
}

function isT(callee: ts.Expression, local: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(callee)) return local.has(callee.text);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 't') return false;
  const owner = callee.expression;
  return ts.isPropertyAccessExpression(owner) ? owner.name.text === 'l10n' : owner.getText() === 'l10n';
}

/** The sentence of an argument: a string, or an object with one as `message`. */
function textOf(argument: ts.Expression): string | undefined {
  if (ts.isStringLiteral(argument) || ts.isNoSubstitutionTemplateLiteral(argument)) return argument.text;
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  const message = argument.properties.find((property) => property.name?.getText() === 'message');
  return message && ts.isPropertyAssignment(message) ? textOf(message.initializer) : undefined;
}
