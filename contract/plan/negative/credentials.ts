// Hides the requests that prove nothing, or prove it wrongly: each scheme left out and replaced alone, and all of them left out.
import type { Operation, SecurityRequirement, SecurityScheme } from '../../../generator/model/types.js';
import { baseOf } from '../base.js';
import type { PlanContext, PlannedRequest, SentValues } from '../types.js';
import { ABSENT, changed } from '../values/edit.js';
import type { Offence } from './offence.js';

/** Where a scheme puts its proof. */
interface Carrier {
  readonly key: string;
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  readonly value: string;
}

export function* badCredentials(context: PlanContext, operation: Operation): Generator<Offence> {
  const { security } = operation;
  if (security.length === 0 || security.some((each) => Object.keys(each).length === 0)) return;
  const base = baseOf(context, operation);
  if (!base) return;
  const { request } = base;
  const carried = security
    .map((requirement) => carriersOf(context, requirement, request.values))
    .filter((each) => each !== undefined);
  // Whoever asks without any proof is let in anyway.
  if (carried.length === 0 && !context.settings.authenticated) return;
  const everything = carried.flat();
  const without = (names: readonly Carrier[]) =>
    names.reduce((sent, each) => put(sent, each, ABSENT), request);
  const offence: Charge = (name, sent, because, also = []) => ({
    name: `credentials=${name}`,
    request: { ...sent, unauthenticated: true },
    expect: {
      ...{ kind: 'refused', source: `${operation.source}`, because, check: 'credentials' },
      usual: [401, 403, ...also],
    },
  });
  yield offence('none', without(everything), 'it carries no credentials');
  // Whoever reads by HEAD learns what is there (RFC 9110 §9.3.2); who does not know the method refuses it.
  if (operation.verb === 'GET')
    yield offence(
      'none-of-head',
      { ...without(everything), method: 'HEAD' },
      'it is HEAD, and carries no credentials',
      [404, 405, 501],
    );
  // Of alternatives, another one may still let the request in.
  const [only] = carried;
  if (!only || carried.length > 1) return;
  // Which of several proofs a server looks into, the document does not say: a key may be known and its signature be taken on trust.
  if (only.length > 1) yield* togetherWrong(request, only, offence);
  for (const carrier of only) {
    if (only.length > 1) {
      yield offence(`without-${carrier.key}`, put(request, carrier, ABSENT), `${carrier.name} is missing`);
      continue;
    }
    for (const [what, value] of wrongOnes(carrier.value)) {
      const because = `${carrier.name} is ${WORDS[what]}`;
      yield offence(`${what}-${carrier.key}`, put(request, carrier, value), because);
    }
  }
}

type Charge = (name: string, sent: PlannedRequest, because: string, also?: readonly number[]) => Offence;

/** All proofs of one requirement made up at once. */
function* togetherWrong(
  request: PlannedRequest,
  carriers: readonly Carrier[],
  offence: Charge,
): Generator<Offence> {
  const wrong = carriers.flatMap((carrier) =>
    wrongOnes(carrier.value)
      .filter(([what]) => what === 'wrong')
      .map(([, value]) => ({ carrier, value })),
  );
  if (wrong.length < 2) return;
  const sent = wrong.reduce((rest, { carrier, value }) => put(rest, carrier, value), request);
  const names = wrong.map(({ carrier }) => carrier.name).join(' and ');
  yield offence('all-wrong', sent, `${names} are made up`);
}

const WORDS: Readonly<Record<string, string>> = {
  wrong: 'made up',
  altered: 'wrong in its last character',
  empty: 'empty',
};

/** A number is no secret (a time, a counter): another one may be just as right. */
function wrongOnes(value: string): readonly (readonly [what: string, value: string])[] {
  const empty = ['empty', ''] as const;
  if (/^\d*$/.test(value)) return [];
  const [, scheme = '', secret = ''] = /^(\S+ )?([\s\S]*)$/.exec(value) ?? [];
  const last = secret.endsWith('x') ? 'y' : 'x';
  return [
    ['wrong', `${scheme}specpact-wrong-credentials`],
    ...(secret.length > 1 ? [['altered', `${scheme}${secret.slice(0, -1)}${last}`] as const] : []),
    ...(scheme === '' ? [empty] : []),
  ];
}

/** The proofs that a request carries for a requirement; undefined where one of them is not in its values. */
function carriersOf(
  { subject }: PlanContext,
  requirement: SecurityRequirement,
  values: SentValues,
): Carrier[] | undefined {
  const carriers = Object.keys(requirement).map((key) => {
    const scheme = subject.model.securitySchemes.find((each) => each.key === key);
    return scheme && carrierOf(scheme, values);
  });
  return carriers.every((each) => each !== undefined) && carriers.length > 0 ? carriers : undefined;
}

function carrierOf(scheme: SecurityScheme, values: SentValues): Carrier | undefined {
  const where = scheme.type === 'apiKey' ? (scheme.in ?? 'header') : 'header';
  const name = scheme.type === 'apiKey' ? (scheme.name ?? '') : 'Authorization';
  if (scheme.type === 'mutualTLS') return undefined;
  const isSame = (each: string) =>
    where === 'header' ? each.toLowerCase() === name.toLowerCase() : each === name;
  const [found] = Object.entries(values[where]).filter(([each]) => isSame(each));
  if (!found || typeof found[1] !== 'string') return undefined;
  return { key: scheme.key, in: where, name: found[0], value: found[1] };
}

function put(request: PlannedRequest, { in: where, name }: Carrier, value: unknown): PlannedRequest {
  const place = changed(request.values[where], [name], value) as SentValues['header'];
  return { ...request, values: { ...request.values, [where]: place } };
}
