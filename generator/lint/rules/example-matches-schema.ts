// Rule: every example and default is a value that its schema accepts.
import type { Oas3Rule } from '@redocly/openapi-core';
import { pointerTokens } from '../../source.js';
import { exampleVisitor, judgeSite } from '../example-sites.js';
import type { RuleScope } from '../scope.js';
import { own } from '../tree.js';

export const exampleMatchesSchema =
  ({ schemas }: RuleScope): Oas3Rule =>
  () =>
    exampleVisitor((site, ctx) => {
      // An example that breaks its schema on purpose is judged by violation-is-real.
      if (site.object && own(site.object.node, 'x-violates') !== undefined) return;
      for (const { pointer, anchor, onKey, expected, actual } of judgeSite(site, schemas, ctx)) {
        const location = site.location.child(pointerTokens(anchor));
        ctx.report({
          message: `This ${site.kind} contradicts its schema${pointer && ` at ${pointer}`}: expected ${expected}, got ${actual}.`,
          location: { ...location, reportOnKey: onKey },
        });
      }
    });
