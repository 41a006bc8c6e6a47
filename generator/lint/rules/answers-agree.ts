// Rule L-17: what a document says of its version's answers is what the answers table makes of family.yaml.
import { familyRule } from '../disagreement.js';
import { deprecationDisagreements, headerDisagreements } from '../family-answers.js';

export const answersAgree = familyRule(({ operations, membership }, ctx) => [
  ...deprecationDisagreements(operations, membership.entry),
  ...headerDisagreements(operations, membership, ctx),
]);
