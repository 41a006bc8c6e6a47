// Rule: a document of a family describes the parameter by which requests name its version, and shows what to send.
import type { Oas3Rule } from '@redocly/openapi-core';
import { selectorOmissions } from '../family-selector.js';
import { operationsOf, rootOf } from '../operations.js';
import type { RuleScope } from '../scope.js';

export const selectorShown =
  ({ membership }: RuleScope): Oas3Rule =>
  () => ({
    Root(node, ctx) {
      const root = rootOf(node, ctx);
      if (!root || !membership) return;
      for (const { message, location } of selectorOmissions(operationsOf(root, ctx), membership, ctx))
        ctx.report({ message, location });
    },
  });
