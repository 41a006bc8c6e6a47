// Hides what the cases of one version share: made on first use, kept for one run.
import type { Subject } from '../plan/types.js';
import { credentialNames } from '../redact.js';
import { Schemas } from '../schema/store.js';

export interface SubjectTools {
  /** Compiles a schema when the first answer needs it. */
  readonly schemas: Schemas;
  readonly credentials: ReadonlySet<string>;
}

export function sharedTools(): (subject: Subject) => SubjectTools {
  const known = new Map<Subject, SubjectTools>();
  return (subject) => {
    const { model } = subject;
    const tools = known.get(subject) ?? {
      schemas: new Schemas(model.document, 'response'),
      credentials: credentialNames(model),
    };
    known.set(subject, tools);
    return tools;
  };
}
