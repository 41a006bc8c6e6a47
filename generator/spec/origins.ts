// Hides that a document which was turned into another dialect, or mended, still stands in the text as it was written.
import type { Position } from '../diagnostics.js';
import { pointerAt, pointerTokens } from '../source.js';
import { nodeAt } from './references.js';

/** What was made of what: objects of a document, and those of the tree as it was read that they stand for. */
export class Origins {
  readonly #sources = new WeakMap<object, object>();

  /** @returns what was made */
  made<T extends object>(made: T, source: object): T {
    if (made !== source) this.#sources.set(made, source);
    return made;
  }

  of(made: object): object {
    let source = made;
    for (let next = this.#sources.get(source); next; next = this.#sources.get(source)) source = next;
    return source;
  }

  /** Places in a document, by places in the tree that it was made of. */
  locate(
    document: object,
    root: object,
    locate: (pointer: string) => Position,
  ): (pointer: string) => Position {
    const written = this.pointers(document, root);
    return (pointer) => locate(written(pointer));
  }

  /**
   * Pointers into the tree that a document was made of, by those into the document. Nothing is done before the first question.
   * @param root the tree as it was read
   */
  pointers(document: object, root: object): (pointer: string) => string {
    let pointers: ReadonlyMap<object, string> | undefined;
    return (pointer) => {
      let node: unknown = document;
      let at = '';
      for (const token of pointerTokens(pointer)) {
        node =
          typeof node === 'object' && node !== null && Object.hasOwn(node, token)
            ? (node as Record<string, unknown>)[token]
            : undefined;
        at = pointerAt(at, token);
        if (typeof node !== 'object' || node === null) continue;
        const source = this.of(node);
        // An alias stands at several places: at this one, if it does.
        if (nodeAt(root, at) === source) continue;
        pointers ??= pointersIn(root);
        at = pointers.get(source) ?? at;
      }
      return at;
    };
  }
}

/** The first pointer of every object, or of what an object stands for. */
export function pointersIn(root: object, meant = (node: object): object => node): Map<object, string> {
  const pointers = new Map<object, string>();
  const seen = new Set<object>();
  const stack: { readonly node: object; readonly pointer: string }[] = [{ node: root, pointer: '' }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (seen.has(next.node)) continue;
    seen.add(next.node);
    const key = meant(next.node);
    if (!pointers.has(key)) pointers.set(key, next.pointer);
    for (const [key, value] of Object.entries(next.node).reverse())
      if (typeof value === 'object' && value !== null)
        stack.push({ node: value as object, pointer: pointerAt(next.pointer, key) });
  }
  return pointers;
}
