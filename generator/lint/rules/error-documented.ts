// Rule: every operation documents what a refused request gets: a 4xx (or default) with a body schema.
import type { Oas3Rule } from '@redocly/openapi-core';
import { keyOf, type OperationView, operationsOf, type ResponseView, rootOf } from '../operations.js';
import { own } from '../tree.js';

export const errorDocumented = (): Oas3Rule => () => ({
  Root(node, ctx) {
    const root = rootOf(node, ctx);
    for (const operation of root ? operationsOf(root, ctx) : []) {
      if (operation.responses.some((response) => isError(response) && hasBody(operation, response))) continue;
      ctx.report({
        message: `${operation.label} documents no error answer: expected a 4xx or default response with a body schema.`,
        location: keyOf({ location: operation.spot.location.child(['responses']) }),
      });
    }
  },
});

function isError(response: ResponseView): boolean {
  return /^(4\d\d|4XX|default)$/.test(response.status);
}

/** An answer to HEAD has no body to describe (RFC 9110 §9.3.2). */
function hasBody(operation: OperationView, response: ResponseView): boolean {
  return (
    operation.method === 'head' || response.content.some((media) => own(media.node, 'schema') !== undefined)
  );
}
