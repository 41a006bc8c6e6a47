// Hides how a projection is written down: as the text that was read, without what is gone; JSON stays JSON.
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { Origins } from '../spec/origins.js';
import { isJson, parseText } from '../spec/parse.js';
import type { SourceFile } from '../spec/sources.js';
import type { Changes } from './changes.js';
import { spliced } from './splices.js';

/**
 * The text of a file after a projection. YAML keeps its comments, its order and its layout; where that cannot be done (aliases, merge keys), it is
 * spelled anew without them. A file that does not change has the same text.
 */
export function projectedText({ text, tree }: SourceFile, changes: Changes): string {
  const written = parseText(text);
  const meant = changes.applied(tree, new Origins(), written);
  if (meant === written) return text;
  if (isJson(text)) return jsonText(meant, /^[ \t]+/m.exec(text)?.[0] ?? '', text.endsWith('\n'));
  const result = spliced(text, tree, changes);
  return isText(result, meant) ? result : yamlText(meant);
}

/** A tree as a document of its own. */
export function textOf(tree: unknown, asJson: boolean): string {
  return asJson ? jsonText(tree, '  ', true) : yamlText(tree);
}

function jsonText(tree: unknown, indent: string, endsWithLine: boolean): string {
  return JSON.stringify(tree, null, indent) + (endsWithLine ? '\n' : '');
}

function yamlText(tree: unknown): string {
  return stringify(tree, { lineWidth: 0, aliasDuplicateObjects: false });
}

function isText(text: string, meant: unknown): boolean {
  try {
    return isDeepStrictEqual(parseText(text), meant);
  } catch {
    return false;
  }
}
