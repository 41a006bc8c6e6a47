// Rule L-17: what a document says of its version's answers is what the answers table makes of family.yaml.
import type { Oas3Rule } from '@redocly/openapi-core';
import { deprecationDisagreements, headerDisagreements } from '../family-answers.js';
import { operationsOf, rootOf } from '../operations.js';
import type { RuleScope } from '../scope.js';

export const answersAgree =
  ({ membership }: RuleScope): Oas3Rule =>
  () => ({
    Root(node, ctx) {
      const root = rootOf(node, ctx);
      if (!root || !membership) return;
      const operations = operationsOf(root, ctx);
      const found = [
        ...deprecationDisagreements(operations, membership.entry),
        ...headerDisagreements(operations, membership, ctx),
      ];
      for (const { message, location } of found) ctx.report({ message, location });
    },
  });
