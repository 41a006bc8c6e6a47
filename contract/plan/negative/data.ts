// Hides the requests that break one rule of one schema: in a body or in a parameter.
import type { Operation } from '../../../generator/model/types.js';
import { sameJson } from '../../pointer.js';
import { typesOf } from '../../schema/parts.js';
import { successesOf } from '../base.js';
import { sourceOf, type Trial, trialsOf } from '../trials.js';
import type { PlanContext, PlannedRequest } from '../types.js';
import { ABSENT } from '../values/edit.js';
import type { Spot } from '../values/spots.js';
import type { Variation } from '../values/variation.js';
import { violationsOf } from '../values/violations.js';
import { type Offence, usualRefusals } from './offence.js';
import { otherWords } from './other-words.js';

export function* brokenData(context: PlanContext, operation: Operation): Generator<Offence> {
  const usual = usualRefusals(operation);
  for (const trial of trialsOf(context, operation)) {
    for (const variation of violationsFor(context, trial)) {
      if (!trial.isInvalid(variation.value)) continue;
      const request = trial.request(variation.value);
      if (!request || (!trial.parameter && isShown(operation, request))) continue;
      yield {
        name: `${trial.name}=${variation.what}`,
        request,
        expect: {
          kind: 'refused',
          source: variation.source,
          because: `${trial.subject} ${variation.because}`,
          check: 'negative-data',
          usual: trial.parameter?.in === 'path' ? [404, ...usual] : usual,
        },
      };
    }
  }
}

/** Whether a document shows the very body to succeed, which its schema refuses: who takes it keeps to the one, and who does not to the other. */
function isShown(operation: Operation, { values: { body } }: PlannedRequest): boolean {
  return (
    body !== undefined && successesOf(operation).some(({ request }) => sameJson(request.body?.value, body))
  );
}

function violationsFor(context: PlanContext, { spot, parameter, isText }: Trial): Variation[] {
  const last = spot.tokens.at(-1) ?? parameter?.name ?? '';
  const words = otherWords(context.subject.model, last);
  const found = violationsOf(sourceOf(context), spot, words);
  const missing = parameter?.required && spot.tokens.length === 0 && parameter.in !== 'path';
  return [
    ...(missing
      ? [{ what: 'missing', value: ABSENT, because: 'is missing; it is required', source: parameter.source }]
      : []),
    ...found,
    ...(isText ? unreadable(spot) : []),
  ].filter((each, _, all) => all.find(({ what }) => what === each.what) === each);
}

/** Texts that are no number and no boolean, and begin like one. */
function unreadable({ parts, value }: Spot): Variation[] {
  const types = typesOf(parts);
  if (types.length === 0 || types.includes('string') || typeof value === 'object') return [];
  const source = parts[0]?.pointer ?? '';
  const only = types.filter((type) => type !== 'null').join(' or ');
  return ['maybe', `${String(value)}abc`].map((text, index) => ({
    what: index === 0 ? 'text' : 'text-behind',
    value: text,
    because: `is ${JSON.stringify(text)}; only ${only} is allowed`,
    source,
  }));
}
