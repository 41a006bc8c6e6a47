// Rule: a format is one that is known, or is told of once.
import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { pointerAt, pointerTokens } from '../../source.js';
import { UnknownFormats, unknownFormatMessage } from '../../spec/formats.js';
import { isData } from '../../spec/references.js';
import { keyOf } from '../operations.js';
import { isObject, type Location, own } from '../tree.js';

export const formatKnown = (): Oas3Rule => () => {
  const formats = new UnknownFormats<Location>();
  let root: Location | undefined;
  return {
    Root: {
      // Redocly goes through a document by its references; people go through it from top to bottom.
      enter(node: unknown, { location }: UserContext) {
        root = location;
        for (const { format, pointer } of formatsIn(node))
          formats.meet(format, () => location.child(pointerTokens(pointer)));
      },
      leave(_node: unknown, ctx: UserContext) {
        for (const found of formats.all())
          ctx.report({ message: unknownFormatMessage(found), location: keyOf({ location: found.first }) });
      },
    },
    Schema: {
      enter(schema: unknown, { location }: UserContext) {
        if (!isObject(schema) || location.source === root?.source) return;
        const format = own(schema, 'format');
        if (typeof format === 'string') formats.meet(format, () => location.child(['format']));
      },
    },
  };
};

/** The formats of one file, from top to bottom. */
function* formatsIn(root: unknown): Generator<{ format: string; pointer: string }> {
  const seen = new Set<object>();
  const stack = [{ node: root, pointer: '', holder: '' }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, pointer, holder } = next;
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    const isList = Array.isArray(node);
    for (const [key, value] of Object.entries(node).reverse()) {
      // The parameters of a link have names too, and texts as values.
      if (key === 'format' && typeof value === 'string' && !isList && holder !== 'parameters')
        yield { format: value, pointer: pointerAt(pointer, key) };
      if (!isData(key)) stack.push({ node: value, pointer: pointerAt(pointer, key), holder: key });
    }
  }
}
