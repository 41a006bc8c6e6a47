// Rule: family.yaml and the document say the same of the version: its id, state, date, and how requests name it.
import type { Oas3Rule } from '@redocly/openapi-core';
import { infoDisagreements } from '../family-info.js';
import { selectorDisagreements } from '../family-selector.js';
import { operationsOf, rootOf } from '../operations.js';
import type { RuleScope } from '../scope.js';

export const familyAgrees =
  ({ membership }: RuleScope): Oas3Rule =>
  () => ({
    Root(node, ctx) {
      const root = rootOf(node, ctx);
      if (!root || !membership) return;
      const operations = operationsOf(root, ctx);
      const found = [
        ...infoDisagreements(root, membership.entry, ctx),
        ...selectorDisagreements(root, operations, membership, ctx),
      ];
      for (const { message, location } of found) ctx.report({ message, location });
    },
  });
