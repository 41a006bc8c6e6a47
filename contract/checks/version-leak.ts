// Hides when an answer shows members that only another version has: of a microversion below the one that brought them, of a newer document.

import { membersAbsentIn } from '../lifecycle/absent-members.js';
import { knownElsewhere } from '../lifecycle/of-others.js';
import { strangersIn } from '../schema/strangers.js';
import { shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

export const versionLeak: Check = {
  name: 'version-leak',
  gate: false,
  judge(exchange) {
    const { life, body } = exchange;
    if (!life || body.kind !== 'value') return [];
    return [...ofMicroversions(exchange), ...ofOtherDocuments(exchange)];
  },
};

function ofMicroversions({ case: { subject }, life, body }: Judged): Flaw[] {
  if (!life || body.kind !== 'value') return [];
  const versions = life.chosen.outcomes.flatMap((each) =>
    each.kind === 'served' && each.entry.from !== undefined ? [each.version] : [],
  );
  const [version] = versions;
  if (version === undefined || versions.length > 1) return [];
  const { content, value } = body;
  return membersAbsentIn(subject.model.document, version, content.schema, value).map((member) => ({
    pointer: `/body${member.pointer}`,
    message: `Version ${version} shows what is there ${member.since} only.`,
    expected: `nothing in ${version}`,
    actual: shown(member.value),
    source: `${content.source}/schema`,
  }));
}

/** Members that the document does not know, and that of another version does. */
function ofOtherDocuments({ case: planned, answer, response, body, schemas, others = [] }: Judged): Flaw[] {
  if (others.length === 0 || !response || body.kind !== 'value' || answer.status >= 400) return [];
  const { subject, operation, request } = planned;
  // Who names another version than this one is answered by that.
  if (request.version !== undefined || body.content.schema === undefined) return [];
  const schema = `${body.content.source}/schema`;
  if (schemas.accepts(schema, body.value) !== true) return [];
  const { verb, path } = operation;
  const answered = { verb, path, status: response.status, mediaType: body.content.mediaType };
  return strangersIn({ document: subject.model.document, schemas }, schema, body.value).flatMap(
    (stranger) => {
      const version = knownElsewhere(others, answered, stranger.pointer);
      if (version === undefined) return [];
      return [
        {
          pointer: `/body${stranger.pointer}`,
          message: `Version ${subject.model.version.id} shows what only version ${version} has.`,
          expected: `nothing in ${subject.model.version.id}`,
          actual: shown(stranger.value),
          source: stranger.source,
        },
      ];
    },
  );
}
