// Hides how a document of a family is held against its family.yaml: what is asked of it once, and told where it stands.
import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { type keyOf, type OperationView, operationsOf, rootOf } from './operations.js';
import type { Membership, RuleScope } from './scope.js';
import type { Location, ObjectSpot } from './tree.js';

/** One thing that document and family.yaml say differently. */
export interface Disagreement {
  readonly message: string;
  readonly location: Location | ReturnType<typeof keyOf>;
}

/** A document, and the version that it is of. */
export interface Member {
  readonly root: ObjectSpot;
  readonly operations: readonly OperationView[];
  readonly membership: Membership;
}

/** A rule for documents of families; of any other it has nothing to say. */
export function familyRule(
  judge: (member: Member, ctx: UserContext) => readonly Disagreement[],
): (scope: RuleScope) => Oas3Rule {
  return ({ membership }) =>
    () => ({
      Root(node, ctx) {
        const root = rootOf(node, ctx);
        if (!root || !membership) return;
        const found = judge({ root, operations: operationsOf(root, ctx), membership }, ctx);
        for (const { message, location } of found) ctx.report({ message, location });
      },
    });
}
