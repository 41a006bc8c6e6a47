// Hides when the body of a success has members that its document does not know; what is open on purpose (`additionalProperties`) is left alone.
import { strangersIn } from '../schema/strangers.js';
import { shown } from '../show.js';
import type { Check } from './check.js';

export const extraFields: Check = {
  name: 'extra-fields',
  gate: false,
  judge({ case: { subject }, answer: { status }, body, schemas, asked }) {
    // Errors tell what they can; documents describe what all of them have.
    if (status >= 400 || body.kind !== 'value' || body.content.schema === undefined) return [];
    const schema = `${body.content.source}/schema`;
    // What lies beside its schema holds strangers for that reason.
    if (schemas.accepts(schema, body.value) !== true) return [];
    const source = { document: subject.model.document, schemas };
    return strangersIn(source, schema, body.value).map((stranger) => ({
      pointer: `/body${stranger.pointer}`,
      message: 'The document does not know this member.',
      expected: 'nothing here',
      actual: shown(stranger.value),
      source: stranger.source,
      severity: asked.strict === true ? ('error' as const) : ('warning' as const),
    }));
  },
};
