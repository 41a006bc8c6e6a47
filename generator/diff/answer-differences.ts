// Hides what differs in the answers of an operation: statuses, headers, media types, links.
import { documentedStatus, isBodiless } from '../../runtime/status.js';
import type { ApiResponse, Operation, ResponseHeader } from '../model/types.js';
import { pointerAt } from '../source.js';
import { nodeAt } from '../spec/references.js';
import { type Context, type Found, isCorrected, LIFECYCLE_HEADERS } from './found.js';
import { sameMedia } from './inputs.js';
import { canonical } from './json.js';
import { contentDifferences, placeOf } from './media.js';
import type { CallPair, Sides } from './sides.js';

export function answerDifferences(sides: Sides, found: Found, pair: CallPair): void {
  const { older, newer, context, directions } = pair;
  const [before, now] = [byStatus(older.responses), byStatus(newer.responses)];
  const gone = older.responses.filter(({ status }) => !Object.hasOwn(now, status));
  const added = newer.responses.filter(({ status }) => !Object.hasOwn(before, status));
  const moved = movedOf(gone, added);
  for (const from of older.responses) {
    const to = now[from.status];
    if (to) compareAnswers(sides, found, pair, from, to);
  }
  const isAnswered = directions.answered === 'response';
  for (const from of gone) {
    const to = moved.get(from);
    if (to) {
      const why = `${to.status} in ${sides.names.newer}, ${from.status} in ${sides.names.older}`;
      found.add(within(sides, context, from, to), {
        ...{ rule: 'answer-moved', breaks: true, why, older: from.source, newer: to.source },
      });
      continue;
    }
    // Whoever answers webhooks may not answer so any more.
    const why = `it is not in ${sides.names.newer}`;
    found.add(within(sides, context, from, undefined), {
      ...{ rule: 'answer-removed', breaks: !isAnswered, why, older: from.source, newer: newer.source },
    });
  }
  for (const to of added) {
    if ([...moved.values()].includes(to)) continue;
    // What callers do not know of failures they take for the class of it (RFC 9110, section 15).
    const cover = coverOf(before, to.status);
    const isKnown = cover ? isCovered(sides, cover, to) : isFailure(to.status);
    const why = `it is new in ${sides.names.newer}`;
    found.add(within(sides, context, undefined, to), {
      ...{ rule: 'answer-added', breaks: isAnswered && !isKnown, why, older: older.source, newer: to.source },
    });
  }
}

type Answers = Readonly<Record<string, ApiResponse>>;

function byStatus(responses: readonly ApiResponse[]): Answers {
  return Object.fromEntries(responses.map((each) => [each.status, each]));
}

function isFailure(status: string): boolean {
  return status === 'default' || status >= '4';
}

/** The range, or `default`, that stood for a status. */
function coverOf(answers: Answers, status: string): ApiResponse | undefined {
  const key = /^\d{3}$/.test(status) ? documentedStatus(answers, Number(status)) : undefined;
  return key === undefined ? undefined : answers[key];
}

/** Whether what is answered now is what was answered before. */
function isCovered({ walk }: Sides, cover: ApiResponse, { content }: ApiResponse): boolean {
  return content.every((each) => {
    const other = sameMedia(each, cover.content);
    return !other || walk.fitting.keeps(placeOf(other), placeOf(each), 'response');
  });
}

/** True of what has no body, whatever the document says. */
function isEmpty({ verb }: Operation, status: string): boolean {
  return /^\d{3}$/.test(status) && isBodiless(verb, Number(status));
}

/** One success that another one stands for now. */
function movedOf(
  gone: readonly ApiResponse[],
  added: readonly ApiResponse[],
): ReadonlyMap<ApiResponse, ApiResponse> {
  const successes = [gone, added].map((all) => all.filter(({ status }) => status.startsWith('2')));
  const [[from, ...moreGone] = [], [to, ...moreAdded] = []] = successes;
  return new Map(from && to && moreGone.length + moreAdded.length === 0 ? [[from, to]] : []);
}

function compareAnswers(
  sides: Sides,
  found: Found,
  pair: CallPair,
  from: ApiResponse,
  to: ApiResponse,
): void {
  const { names } = sides;
  const { older, newer, directions } = pair;
  const direction = directions.answered;
  const isAnswered = direction === 'response';
  const context = within(sides, pair.context, from, to);
  compareHeaders(sides, found, from, to, isAnswered, context);
  if (linksOf(from) !== linksOf(to))
    found.add(context, {
      ...{ rule: 'links-changed', breaks: false, why: `its links are others in ${names.newer}` },
      ...{ older: from.source, newer: to.source },
    });
  const contents = isEmpty(older, from.status) ? [] : from.content;
  const others = isEmpty(newer, to.status) ? [] : to.content;
  for (const content of contents) {
    const other = sameMedia(content, others);
    if (other) contentDifferences(sides, found, { from: content, to: other, direction, context });
    else
      found.add(context, {
        ...{ rule: 'media-removed', breaks: true, why: `${content.mediaType} is not in ${names.newer}` },
        ...{ older: content.source, newer: to.source },
      });
  }
  // Callers ask for the media types that they know (RFC 9110, section 12.5.1); who answers a webhook answers as it likes.
  for (const content of others)
    if (!sameMedia(content, contents))
      found.add(context, {
        ...{ rule: 'media-added', breaks: false, why: `${content.mediaType} is new in ${names.newer}` },
        ...{ older: from.source, newer: content.source },
      });
}

function compareHeaders(
  sides: Sides,
  found: Found,
  from: ApiResponse,
  to: ApiResponse,
  isAnswered: boolean,
  around: Context,
): void {
  const { names, walk } = sides;
  const known = (headers: readonly ResponseHeader[]) =>
    new Map(
      headers
        .map((each) => [each.name.toLowerCase(), each] as const)
        .filter(([name]) => !LIFECYCLE_HEADERS.has(name)),
    );
  const [before, now] = [known(from.headers), known(to.headers)];
  for (const [name, header] of before) {
    const other = now.get(name);
    const context = headerContext(sides, around, header, other);
    const at = { older: header.source, newer: other?.source ?? to.source };
    if (!other) {
      // One that may be missing is missed by nobody.
      const why = `it is not in ${names.newer}`;
      found.add(context, { rule: 'header-removed', breaks: header.required && isAnswered, why, ...at });
      continue;
    }
    if (header.required !== other.required) {
      const why = `it is ${other.required ? 'required' : 'optional'} in ${names.newer}`;
      const breaks = (isAnswered ? header : other).required;
      found.add(context, { rule: 'header-required', breaks, why, ...at });
    }
    if (header.explode !== other.explode || header.mediaType !== other.mediaType) {
      const why = `it is written in another way in ${names.newer}`;
      found.add(context, { rule: 'header-form', breaks: true, why, ...at });
    }
    walk.compare({
      older: { schema: header.schema, pointer: schemaAt(header) },
      newer: { schema: other.schema, pointer: schemaAt(other) },
      ...{ direction: isAnswered ? 'response' : 'request', context },
    });
  }
  for (const [name, header] of now) {
    if (before.has(name)) continue;
    const why = `it is new in ${names.newer}`;
    found.add(headerContext(sides, around, undefined, header), {
      ...{ rule: 'header-added', breaks: header.required && !isAnswered, why },
      ...{ older: from.source, newer: header.source },
    });
  }
}

function schemaAt({ source, mediaType }: ResponseHeader): string {
  return mediaType === undefined
    ? pointerAt(source, 'schema')
    : pointerAt(source, 'content', mediaType, 'schema');
}

function headerContext(
  sides: Sides,
  around: Context,
  from: ResponseHeader | undefined,
  to: ResponseHeader | undefined,
): Context {
  const part = `${around.part}, header ${(to ?? from)?.name ?? ''}`;
  return { ...around, part, isBugfix: around.isBugfix || isFlagged(sides, from?.source, to?.source) };
}

function within(sides: Sides, context: Context, from?: ApiResponse, to?: ApiResponse): Context {
  const part = `${context.part}, answer ${(from ?? to)?.status ?? ''}`;
  return { ...context, part, isBugfix: context.isBugfix || isFlagged(sides, from?.source, to?.source) };
}

function isFlagged({ older, newer }: Sides, from: string | undefined, to: string | undefined): boolean {
  const before = from === undefined ? undefined : nodeAt(older.document, from);
  return to !== undefined && isCorrected([before], [nodeAt(newer.document, to)]);
}

function linksOf({ links }: ApiResponse): string {
  const plain = links.map(({ name, operationId, operationRef, parameters, body }) =>
    canonical([name, operationId, operationRef, parameters, body]),
  );
  return plain.sort().join('\n');
}
