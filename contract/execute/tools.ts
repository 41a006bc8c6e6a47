// Hides what the cases of one version share: made on first use, kept for one run.

import type { ApiModel } from '../../generator/model/types.js';
import type { SelectableRequest } from '../../runtime/selector.js';
import type { Life } from '../lifecycle/life.js';
import { chooserOf } from '../lifecycle/outcomes.js';
import type { PlanContext, PlanSettings, Subject } from '../plan/types.js';
import { credentialNames } from '../redact.js';
import { type Schemas, schemasOf } from '../schema/store.js';

export interface SubjectTools {
  /** Compiles a schema when the first answer needs it. */
  readonly schemas: Schemas;
  readonly credentials: ReadonlySet<string>;
  /** What a request owes to its version; absent where the version is of no family that is tried. */
  readonly lifeOf?: (request: SelectableRequest) => Life;
  /** What of an answer is asked for beyond the document. */
  readonly asked: Asked;
  /** Documents of the other versions of its family. */
  readonly others: readonly ApiModel[];
}

export type Asked = Pick<PlanSettings, 'strict' | 'maxTime'>;

/** @param contexts what the cases were planned with */
export function sharedTools(contexts: readonly PlanContext[] = []): (subject: Subject) => SubjectTools {
  const { strict = false, maxTime } = contexts[0]?.settings ?? {};
  const asked = { strict, ...(maxTime !== undefined && { maxTime }) };
  const known = new Map<Subject, SubjectTools>();
  return (subject) => {
    const { model } = subject;
    const tools = known.get(subject) ?? {
      schemas: schemasOf(model.document, 'response'),
      credentials: credentialNames(model),
      ...lifeIn(contexts.find((context) => context.subject.model === model)),
      asked,
      others: contexts
        .map((context) => context.subject.model)
        .filter((other) => other !== model && other.version.family === model.version.family),
    };
    known.set(subject, tools);
    return tools;
  };
}

function lifeIn(context: PlanContext | undefined): Pick<SubjectTools, 'lifeOf'> {
  const under = context?.settings.family;
  if (!under || under.family.family !== context.subject.model.version.family) return {};
  const choose = chooserOf(under.family, under.instant);
  return { lifeOf: (request) => ({ under, chosen: choose(request) }) };
}
