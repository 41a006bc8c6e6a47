// Hides which place an answer of the newer version has among those of the older: by status, media type, headers and schema.
import { documentedStatus, isBodiless } from '../../../runtime/status.js';
import type { ApiResponse, JsonSchema, MediaContent, Operation } from '../../model/types.js';
import { relateContent, sameMedia } from './inputs.js';
import type { Relation } from './relation.js';
import type { AnswerChange, Finding, Step } from './types.js';

/** Every answer that the newer version documents, by status and media type. */
export function compareAnswers(
  relation: Relation,
  older: Operation,
  newer: Operation,
): readonly AnswerChange[] {
  return newer.responses.flatMap((response) => {
    const places = placesOf(response.status, older, newer);
    const contents = isEmpty(newer, response) ? [undefined] : response.content;
    return contents.map((content) => compareAnswer(relation, older, { response, content }, places));
  });
}

interface Given {
  readonly response: ApiResponse;
  /** Undefined: no body. */
  readonly content: MediaContent | undefined;
}

function compareAnswer(
  relation: Relation,
  older: Operation,
  { response, content }: Given,
  places: readonly ApiResponse[] | undefined,
): AnswerChange {
  const answer = { status: response.status, ...(content && { mediaType: content.mediaType }) };
  const findings: Finding[] = [];
  const steps = new Set<string>();
  const drop = new Set<string>();
  let [to, step]: [string | undefined, Step | undefined] = [undefined, undefined];
  const lost = (why: string) => findings.push({ why, newer: response.source, older: older.source });
  const id = relation.to;
  if (!places) lost(`${id} does not document ${shown(response.status)}`);
  for (const place of places ?? []) {
    const headers = compareHeaders(relation, response, place);
    findings.push(...headers.findings);
    for (const name of headers.drop) drop.add(name);
    if (isEmpty(older, place) || !content) {
      if (!isEmpty(older, place)) lost(`${id} documents a body for ${shown(place.status)}`);
      else if (content) lost(`${id} documents no body for ${shown(place.status)}`);
      continue;
    }
    const other = sameMedia(content, place.content);
    if (!other) {
      lost(`${id} does not document ${content.mediaType} for ${shown(place.status)}`);
      continue;
    }
    const related = relateContent(relation, content, other);
    findings.push(...related.findings.map((each) => ({ ...each, why: `body: ${each.why}` })));
    [to, step] = [other.mediaType, related.step];
    steps.add(`${other.mediaType} ${JSON.stringify(step ?? null)}`);
  }
  // A range may stand for several answers of ${id}: what is done to it cannot depend on which one it is.
  if (steps.size > 1)
    lost(`${id} documents several answers where ${relation.from} has ${shown(response.status)}`);
  return {
    ...answer,
    dropHeaders: [...drop],
    ...(to !== undefined && { to }),
    ...(step && { step }),
    ...(findings.length > 0 && { asked: { ...answer, findings: withOffers(relation, findings, content) } }),
  };
}

function withOffers(
  relation: Relation,
  findings: readonly Finding[],
  content: MediaContent | undefined,
): readonly Finding[] {
  const schema = content?.item?.schema ?? content?.schema;
  const offers = schema === undefined ? [] : relation.offersOf({ schema, pointer: '' });
  return findings.map((each) => (offers.length > 0 ? { ...each, offers } : each));
}

function isEmpty({ verb }: Operation, { status, content }: ApiResponse): boolean {
  return content.length === 0 || (/^\d{3}$/.test(status) && isBodiless(verb, Number(status)));
}

function shown(status: string): string {
  return status === 'default' ? 'other answers' : status;
}

/** The answers of ${id} that one of the newer may be; undefined where it may be one that is not documented. */
function placesOf(status: string, older: Operation, newer: Operation): readonly ApiResponse[] | undefined {
  const byStatus = Object.fromEntries(older.responses.map((each) => [each.status, each]));
  if (/^\d{3}$/.test(status)) {
    const key = documentedStatus(byStatus, Number(status));
    const place = key === undefined ? undefined : byStatus[key];
    return place && [place];
  }
  const own = new Set(newer.responses.map((each) => each.status));
  const found = new Set<ApiResponse>();
  const hundreds = status === 'default' ? ['1', '2', '3', '4', '5'] : [status.slice(0, 1)];
  for (const first of hundreds) {
    if (status === 'default' && own.has(`${first}XX`)) continue;
    const rest = byStatus[`${first}XX`] ?? byStatus['default'];
    if (!rest) return undefined;
    found.add(rest);
    for (const place of older.responses)
      if (place.status.startsWith(first) && /^\d{3}$/.test(place.status) && !own.has(place.status))
        found.add(place);
  }
  return [...found];
}

/** Headers that only the newer version documents are left out; names are compared without their case. */
function compareHeaders(relation: Relation, from: ApiResponse, to: ApiResponse) {
  const [source, target] = [objectOf(from), objectOf(to)];
  const { findings } = relation.relate(
    { schema: source, pointer: from.source },
    { schema: target, pointer: to.source },
  );
  const known = new Set(to.headers.map(({ name }) => name.toLowerCase()));
  const drop = from.headers.map(({ name }) => name.toLowerCase()).filter((name) => !known.has(name));
  // A header that may be missing is missed by nobody: an older answer without one is an older answer.
  const needed = new Set(to.headers.filter(({ required }) => required).map(({ name }) => name.toLowerCase()));
  const given = new Set(from.headers.map(({ name }) => name.toLowerCase()));
  const counted = findings.filter(({ member = '' }) => needed.has(member) || given.has(member));
  return { drop, findings: counted.map((each) => ({ ...each, why: `header ${each.why}` })) };
}

function objectOf({ headers }: ApiResponse): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(headers.map(({ name, schema }) => [name.toLowerCase(), schema])),
    required: headers.filter(({ required }) => required).map(({ name }) => name.toLowerCase()),
  };
}
