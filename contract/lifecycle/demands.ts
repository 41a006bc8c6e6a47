// Hides what the answers of a family must say of versions: what the rules of lifecycles want, but for what family.yaml says is not sent.
import type { Family } from '../../runtime/lifecycle.js';

export interface Demands {
  /** Which version made the answer, in the header that names versions. */
  readonly echo: boolean;
  /** That the answer depends on that header. */
  readonly vary: boolean;
  /** When a version ends. */
  readonly deprecation: boolean;
}

export function demandsOf({ answers = {} }: Family): Demands {
  return { echo: true, vary: true, deprecation: true, ...answers };
}
