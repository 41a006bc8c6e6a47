// Rule: family.yaml and the document say the same of the version: its id, state, date, and how requests name it.
import { familyRule } from '../disagreement.js';
import { infoDisagreements } from '../family-info.js';
import { selectorDisagreements } from '../family-selector.js';

export const familyAgrees = familyRule(({ root, operations, membership }, ctx) => [
  ...infoDisagreements(root, membership.entry, ctx),
  ...selectorDisagreements(root, operations, membership, ctx),
]);
