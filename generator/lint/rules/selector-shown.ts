// Rule: a document of a family describes the parameter by which requests name its version, and shows what to send.
import { familyRule } from '../disagreement.js';
import { selectorOmissions } from '../family-selector.js';

export const selectorShown = familyRule(({ operations, membership }, ctx) =>
  selectorOmissions(operations, membership, ctx),
);
