// Hides how a document does without what no code can be made of: parts are taken out, put in or replaced, and what then leads nowhere is mended.
import { pointerTokens } from '../source.js';
import { isTree } from './forms.js';
import { mend } from './mend.js';
import { Origins } from './origins.js';
import { references } from './references.js';
import type { Edit, LoadedSpec, OpenApi31, Tree } from './types.js';

const NOTHING = Symbol('nothing');

/** What is to be done at a place and below it. */
class Change {
  readonly below = new Map<string, Change>();
  edit: Edit | undefined;
  readonly appended: unknown[] = [];
}

/** The document after these edits; the same object where they change nothing. Reads only. */
export function edited(spec: LoadedSpec, edits: readonly Edit[]): LoadedSpec {
  const origins = new Origins();
  const turn = (document: OpenApi31): OpenApi31 => {
    const root = applied(document, edits, origins);
    if (root === document || !isTree(root)) return document;
    return mend(root, '3.1', origins, references(root)).root as unknown as OpenApi31;
  };
  const document = turn(spec.document);
  if (document === spec.document) return spec;
  return {
    ...spec,
    document,
    ...(spec.whole && { whole: turn(spec.whole) }),
    locate: origins.locate(document, spec.document, spec.locate),
  };
}

/** A tree after these edits; `origins` is told what stands for what. */
export function applied(root: unknown, edits: readonly Edit[], origins: Origins): unknown {
  return apply(root, changeOf(edits), origins);
}

function changeOf(edits: readonly Edit[]): Change {
  const root = new Change();
  for (const edit of edits) {
    let at = root;
    const tokens = pointerTokens(edit.pointer);
    const appends = tokens.at(-1) === '-';
    for (const token of appends ? tokens.slice(0, -1) : tokens) {
      const next = at.below.get(token) ?? new Change();
      at.below.set(token, next);
      at = next;
    }
    if (appends) at.appended.push(edit.value);
    else at.edit = edit;
  }
  return root;
}

function apply(node: unknown, change: Change, origins: Origins): unknown {
  if (change.edit) return 'value' in change.edit ? change.edit.value : NOTHING;
  if (Array.isArray(node)) {
    const items = (node as unknown[]).map((item, index) => {
      const below = change.below.get(String(index));
      return below ? apply(item, below, origins) : item;
    });
    const left = [...items.filter((item) => item !== NOTHING), ...change.appended];
    const isSame = left.length === node.length && left.every((item, index) => item === node[index]);
    return isSame ? node : origins.made(left, node);
  }
  // A list that begins with what is appended to it.
  if (node === undefined) return change.appended.length > 0 ? [...change.appended] : NOTHING;
  if (!isTree(node)) return node;
  const members = new Map(Object.entries(node));
  for (const [key, below] of change.below) {
    const member = apply(members.get(key), below, origins);
    if (member === NOTHING) members.delete(key);
    else members.set(key, member);
  }
  const isSame =
    members.size === Object.keys(node).length &&
    [...members].every(([key, member]) => member === (node as Tree)[key]);
  return isSame ? node : origins.made(Object.fromEntries(members), node);
}
