// Hides the bodies that are none: cut off, of another media type, not there at all.
import type { Operation } from '../../../generator/model/types.js';
import { baseOf } from '../base.js';
import type { PlanContext, Refusal } from '../types.js';
import { type Offence, usualRefusals } from './offence.js';

/** A media type that no operation of a JSON API takes. */
const FOREIGN = 'application/x-specpact';
/** What is sent instead of a body, by its kind. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  json: ['text/plain', FOREIGN],
  // Many that take forms take JSON, too.
  form: ['text/plain', FOREIGN],
  multipart: ['text/plain', FOREIGN],
};

export function* brokenBodies(context: PlanContext, operation: Operation): Generator<Offence> {
  const { body } = operation;
  const base = baseOf(context, operation);
  const sent = base?.request.body;
  if (!body || !base || !sent) return;
  const { request } = base;
  const content = body.content.find((each) => each.mediaType === sent.mediaType);
  const refused = (because: string, also: readonly number[] = []): Refusal => {
    const usual = [...also, ...usualRefusals(operation)];
    return {
      kind: 'refused',
      source: content?.source ?? body.source,
      because,
      check: 'negative-data',
      usual,
    };
  };
  if (content?.kind === 'json')
    for (const [what, raw, because] of malformed(JSON.stringify(request.values.body)))
      yield {
        name: `body=${what}`,
        request: { ...request, body: { ...sent, raw } },
        expect: refused(because),
      };
  const isTaken = (mediaType: string) =>
    body.content.some((each) => each.mediaType.startsWith(mediaType) || each.mediaType.includes('*'));
  const known = content && WRITTEN[content.kind];
  for (const mediaType of known ?? []) {
    if (isTaken(mediaType)) continue;
    const raw = JSON.stringify(request.values.body);
    yield {
      name: `body=${mediaType}`,
      request: { ...request, body: { ...sent, mediaType, raw } },
      expect: refused(`the body is ${mediaType}, which is not documented`, [415]),
    };
  }
  if (body.required) {
    const { body: _, ...without } = request;
    const { body: __, ...values } = request.values;
    yield {
      name: 'body=missing',
      request: { ...without, values },
      expect: refused('there is no body; one is required', [411, 415]),
    };
  }
}

function malformed(text: string): readonly (readonly [what: string, raw: string, because: string])[] {
  const comma = text.replace(/([}\]])$/, ',$1');
  return [
    ['cut-off', text.slice(0, -1), 'the body is JSON that is cut off'],
    ...(comma === text || /[{[],[}\]]$/.test(comma)
      ? []
      : [
          ['trailing-comma', comma, 'the body has a comma before its end, which JSON does not know'] as const,
        ]),
    ['two-values', `${text} ${text}`, 'the body is two JSON values'],
    ['no-json', 'no JSON', 'the body is no JSON'],
  ];
}
