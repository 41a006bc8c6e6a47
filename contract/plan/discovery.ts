// Hides whether the list of versions is asked for: once, where family.yaml says how the provider gives it.
import { discoveryFlaws } from '../checks/discovery.js';
import { discoveryId } from './case-id.js';
import type { CaseSource } from './types.js';

/** No operation of a document is called so. */
const OPERATION = '(discovery)';

export const discovery: CaseSource = {
  phase: 'discovery',
  /** Under the newest version that is tried. */
  *entries({ subject, subjects, settings }) {
    const { family: under, headers = {} } = settings;
    const declared = under?.family.discovery;
    if (!under || !declared || subject !== subjects[0]) return;
    const { model } = subject;
    const { family: name, id } = model.version;
    const { family, locate, ...options } = under;
    yield {
      ref: {
        id: discoveryId(model),
        phase: 'discovery',
        ...(name !== undefined && { family: name }),
        version: id,
        operationId: OPERATION,
        operation: `GET ${declared.path} (list of versions)`,
        example: 'versions',
        source: '/discovery',
      },
      // Its places are those of family.yaml.
      subject: { model, ...(locate && { locate }) },
      async play(session) {
        const sent = { accept: 'application/json', ...headers };
        const reply = await session.ask({ name: 'list', method: 'GET', url: declared.path, headers: sent });
        if (!reply) return;
        session.judged('discovery');
        for (const flaw of discoveryFlaws(family, reply, options)) session.flaw('discovery', flaw, reply);
      },
    };
  },
};
