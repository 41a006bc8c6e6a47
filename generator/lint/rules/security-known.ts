// Rule: every security requirement names a scheme of the document, and an operation without any says that it is meant to be public.
import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { targetOf } from '../../spec/references.js';
import { keyOf, operationsOf, rootOf } from '../operations.js';
import { child, isObject, type ObjectSpot, own } from '../tree.js';

export const securityKnown = (): Oas3Rule => () => ({
  Root(node, ctx) {
    const root = rootOf(node, ctx);
    if (!root) return;
    const components = child(ctx, root, 'components');
    const schemes = components && child(ctx, components, 'securitySchemes');
    const names = new Set(Object.keys(schemes?.node ?? {}));
    checkNames(root, root, names, ctx);
    for (const { spot, label } of operationsOf(root, ctx)) {
      checkNames(spot, root, names, ctx);
      // Without schemes nothing could be asked for; with a rule for all, the operation has one.
      if (names.size === 0 || own(root.node, 'security') !== undefined) continue;
      if (own(spot.node, 'security') !== undefined) continue;
      ctx.report({
        message: `${label} asks for no credentials, and the document for none in general.`,
        location: keyOf(spot),
        forceSeverity: 'warn',
      });
    }
  },
});

function checkNames(
  holder: ObjectSpot,
  root: ObjectSpot,
  known: ReadonlySet<string>,
  ctx: UserContext,
): void {
  const requirements = own(holder.node, 'security');
  if (!Array.isArray(requirements)) return; // struct reports it
  for (const [index, requirement] of (requirements as unknown[]).entries()) {
    if (!isObject(requirement)) continue;
    for (const name of Object.keys(requirement)) {
      if (known.has(name)) continue;
      // A name that no component has is the URI of a scheme (OpenAPI 3.2 §4.30).
      if (targetOf(root.node, name) !== undefined) continue;
      ctx.report({
        message: `There is no security scheme ${JSON.stringify(name)}.`,
        location: keyOf({ location: holder.location.child(['security', index, name]) }),
      });
    }
  }
}
