// Hides what in a text is obeyed although it is no code: directives, pragmas, tags of doc comments, characters that nobody sees.
import ts from 'typescript';
import type { Parsed } from './syntax.js';

/** What compilers, linters, formatters, bundlers, coverage tools and debuggers look for in comments, wherever it stands in one. */
const OBEYED: readonly RegExp[] = [
  /@ts-(?:ignore|nocheck|check|expect-error)/gi,
  /@jsx\w*/gi,
  /(?:eslint|tslint|oxlint|jshint|jslint|stylelint|biome|rome|prettier|dprint|deno|istanbul|c8|v8|vitest|node:coverage)[-:\s]+(?:disable|enable|ignore|env|globals?|exported|lint-ignore|fmt-ignore)\b/gi,
  /[#@]\s*source(?:Mapping)?URL\s*=/gi,
  /[#@]__(?:PURE|INLINE|NOINLINE|NO_SIDE_EFFECTS|KEY|MANGLE_PROP)/g,
  /\/\/\/\s*</g,
  /<\/script|<!--/gi,
  /^\s*(?:\/\/|\/\*)\s*#(?:region|endregion)\b/gim,
  /@(?:license|preserve|cc_on|flow|jest-environment|vitest-environment)\b/gi,
];

/** Everything in a file that a tool would obey; a harmless twin of the file has exactly the same. */
export function ordersIn(path: string, text: string, { comments }: Pick<Parsed, 'comments'>): string[] {
  const spelled = comments.map(({ start, end }) => text.slice(start, end));
  const found = OBEYED.flatMap((pattern) => spelled.flatMap((each) => [...each.matchAll(pattern)]));
  return [...found.map(([order]) => order), ...tagsOf(path, text), ...unseen(text)];
}

/** What TypeScript itself takes for an order: of the file, of a line, or of a declaration. */
function tagsOf(path: string, text: string): string[] {
  const file = ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseAll },
    true,
  ) as ts.SourceFile & { commentDirectives?: readonly unknown[]; pragmas?: ReadonlyMap<string, unknown> };
  const found = [
    ...(file.commentDirectives ?? []).map(() => 'a directive of a line'),
    ...[...(file.pragmas?.keys() ?? [])].map((name) => `pragma ${name}`),
    ...[...file.referencedFiles, ...file.typeReferenceDirectives, ...file.libReferenceDirectives].map(
      ({ fileName }) => `reference ${fileName}`,
    ),
  ];
  const visit = (node: ts.Node): void => {
    for (const doc of (node as ts.Node & { jsDoc?: readonly ts.JSDoc[] }).jsDoc ?? []) {
      for (const tag of doc.tags ?? []) found.push(`@${tag.tagName.text}`);
      const parts = typeof doc.comment === 'string' ? [] : (doc.comment ?? []);
      for (const part of parts) if (part.kind !== ts.SyntaxKind.JSDocText) found.push('{@link}');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Controls, line ends that only some programs know, halves of pairs, and what changes the order in which a text is read. */
function unseen(text: string): string[] {
  const found = text.match(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu);
  return (found ?? []).map((char) => `U+${char.codePointAt(0)?.toString(16).padStart(4, '0')}`);
}
