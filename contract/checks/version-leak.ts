// Hides when an answer shows members that only another version has: of a microversion below the one that brought them, of a newer document.

import { absentSince } from '../lifecycle/lives.js';
import { knownElsewhere, partsOf } from '../lifecycle/of-others.js';
import { isObject, memberOf, pointerAt } from '../pointer.js';
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
  return new Looking(subject.model.document, version).flaws(
    value,
    `${content.source}/schema`,
    content.schema,
  );
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

/** Members that are looked at; a hostile body may have millions. */
const MOST = 10_000;
const MOST_TOLD = 20;

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  /** All that describe it, each with its pointer. */
  readonly schemas: readonly unknown[];
}

class Looking {
  readonly #document: Judged['case']['subject']['model']['document'];
  readonly #version: string;

  constructor(document: Judged['case']['subject']['model']['document'], version: string) {
    this.#document = document;
    this.#version = version;
  }

  flaws(value: unknown, source: string, schema: unknown): Flaw[] {
    const flaws: Flaw[] = [];
    const waiting: Place[] = [{ value, pointer: '/body', schemas: [schema] }];
    let looked = 0;
    while (waiting.length > 0 && looked < MOST && flaws.length < MOST_TOLD) {
      const {
        value: node,
        pointer,
        schemas,
      } = waiting.pop() ?? { value: undefined, pointer: '', schemas: [] };
      if (typeof node !== 'object' || node === null) continue;
      const parts = schemas.flatMap((each) => partsOf(this.#document, each));
      for (const [name, member] of Object.entries(node)) {
        looked += 1;
        const at = pointerAt(pointer, name);
        const known = Array.isArray(node)
          ? []
          : parts.map((each) => memberOf(memberOf(each, 'properties'), name));
        const described = known.filter((each) => each !== undefined);
        const absent = described.map((each) => absentSince(each, this.#version, this.#document));
        const [since] = absent;
        if (since !== undefined && absent.every((each) => each !== undefined)) {
          flaws.push({
            pointer: at,
            message: `Version ${this.#version} shows what is there ${since} only.`,
            expected: `nothing in ${this.#version}`,
            actual: shown(member),
            source,
          });
          continue;
        }
        const key = Array.isArray(node) ? 'items' : 'additionalProperties';
        const below =
          described.length > 0 ? described : parts.map((each) => memberOf(each, key)).filter(isObject);
        if (below.length > 0) waiting.push({ value: member, pointer: at, schemas: below });
      }
    }
    return flaws;
  }
}
