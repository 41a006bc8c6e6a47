// Hides what of an operation's requests can be varied: each place in its bodies and each parameter, in a request that is otherwise ordinary.
import type { Operation, Parameter, Pointer } from '../../generator/model/types.js';
import { mediaKind } from '../../runtime/media-type.js';
import { isObject, memberOf, pointerAt, valueAt } from '../pointer.js';
import { holdsBytes, type Source } from '../schema/parts.js';
import type { UsualPair } from './assumed.js';
import { needOf, pairsOf, READING, requestOf } from './base.js';
import { formReadings, isFormSayable, isTyped } from './fields.js';
import { canBeSent, isSayable, memberReadings, readingsOf } from './readings.js';
import type { PlanContext, PlannedRequest } from './types.js';
import { ABSENT, changed } from './values/edit.js';
import { ordinary } from './values/ordinary.js';
import { type Spot, spotsOf } from './values/spots.js';

/** One place that can be varied. */
export interface Trial {
  readonly spot: Spot;
  /** `body.snapshot.name`, `query.limit`: stable, and a part of ids. */
  readonly name: string;
  /** `snapshot.name`, in sentences. */
  readonly subject: string;
  /** Set where it is (in) a parameter. */
  readonly parameter?: Parameter;
  /** True where it is written as a text, which says nothing of its type. */
  readonly isText: boolean;
  /** Shown by some documented successes and not by others: whether it may be left out depends on the rest. */
  readonly conditional: boolean;
  /** The ordinary request, which has `spot.value` at this place. */
  readonly ordinary: PlannedRequest;
  /** The request that the document shows, which may have nothing there. */
  readonly plain: PlannedRequest;
  /** The same request with another value there; undefined where HTTP cannot carry it. */
  request(value: unknown): PlannedRequest | undefined;
  /** Whether a value is proven to be allowed there. */
  isValid(value: unknown): boolean;
  /** Whether a value is proven to be forbidden there, however it is read. */
  isInvalid(value: unknown): boolean;
}

/** Those of bodies first, in the order of the schemas; then the parameters. */
export function* trialsOf(context: PlanContext, operation: Operation): Generator<Trial> {
  const pairs = pairsOf(context, operation);
  yield* ofBodies(context, operation, pairs);
  const [first] = pairs;
  if (!first) return;
  for (const parameter of operation.parameters)
    if (parameter.role === 'plain') yield* ofParameter(context, operation, first, parameter);
}

export function sourceOf({ subject, schemas }: PlanContext): Source {
  return { document: subject.model.document, schemas };
}

function* ofBodies(
  context: PlanContext,
  operation: Operation,
  pairs: readonly UsualPair[],
): Generator<Trial> {
  const source = sourceOf(context);
  const bodies = pairs.flatMap((pair) => {
    const content = operation.body?.content.find((each) => each.mediaType === pair.request.body?.mediaType);
    if (!content || !VARIED.has(content.kind) || content.schema === undefined) return [];
    const isText = content.kind !== 'json';
    const isForm = content.kind === 'form' || content.kind === 'multipart';
    const schema = `${content.source}/schema`;
    const shown = [...spotsOf(source, schema, pair.request.body?.value)].filter((spot) => spot.shown);
    return [{ pair, schema, isText, isForm, names: new Set(shown.map(nameOf)) }];
  });
  for (const [index, { pair, schema, isText, isForm }] of bodies.entries()) {
    const request = requestOf(context, operation, pair, pair, needOf(context, operation, false));
    for (const spot of spotsOf(source, schema, request.values.body)) {
      const name = nameOf(spot);
      const earlier = bodies.slice(0, index).some(({ names }) => names.has(name));
      const elsewhere = bodies.some(({ names }) => names.has(name));
      // Each place once, in the first request that shows it; what no example shows is added to the first one.
      if (spot.shown ? earlier : index > 0 || elsewhere) continue;
      const whole = (root: unknown): PlannedRequest => ({
        ...request,
        values: { ...request.values, body: root },
      });
      if (isText && holdsBytes(spot.parts)) continue;
      const form = isForm ? request.body : undefined;
      const isTextHere = isText && !(form && isTyped(form.media, spot));
      const put = (value: unknown) => changed(spot.root, spot.tokens, value);
      const takes = (value: unknown) => context.schemas.accepts(schema, value);
      const isSaid = (value: unknown) =>
        form ? isFormSayable(form, put(value)) : !isText || isSayable(put(value));
      const readings = (value: unknown) => (form ? formReadings(form, spot, value) : readingsOf(put(value)));
      yield {
        ...{ spot, name, subject: spot.tokens.join('.') || 'the body', isText: isTextHere },
        conditional:
          spot.shown &&
          dependsOnOthers(
            spot,
            bodies.map(({ names }) => names),
          ),
        ordinary: whole(spot.root),
        plain: request,
        request: (value) => whole(put(value)),
        isValid: (value) => isSaid(value) && takes(put(value)) === true,
        isInvalid: (value) =>
          isText
            ? (readings(value)?.every((each) => takes(each) === false) ?? false)
            : takes(put(value)) === false,
      };
    }
  }
}

/** Kinds of bodies whose places are varied. */
const VARIED: ReadonlySet<string> = new Set(['json', 'form', 'multipart', 'text']);

/** Whether one success shows the member, and another one something else in its place. */
function dependsOnOthers(spot: Spot, shown: readonly ReadonlySet<string>[]): boolean {
  const name = nameOf(spot);
  const parent = dotted('body', spot.tokens.slice(0, -1));
  const siblings = (names: ReadonlySet<string>) =>
    [...names].filter(
      (each) => each.startsWith(`${parent}.`) && !each.slice(parent.length + 1).includes('.'),
    );
  const having = shown.filter((names) => names.has(name));
  const lacking = shown.filter((names) => !names.has(name) && names.has(parent));
  return lacking.some((names) => siblings(names).some((each) => having.some((other) => !other.has(each))));
}

/** `body.snapshot.name`; a dot within a name is doubled. */
function nameOf({ tokens }: Spot): string {
  return dotted('body', tokens);
}

function dotted(place: string, tokens: readonly string[]): string {
  return [place, ...tokens].map((token) => token.replaceAll('.', '..')).join('.');
}

function* ofParameter(
  context: PlanContext,
  operation: Operation,
  pair: UsualPair,
  parameter: Parameter,
): Generator<Trial> {
  const { name, in: where } = parameter;
  const source = sourceOf(context);
  const schema = schemaPointer(context, parameter);
  if (schema === undefined || where === 'querystring') return;
  const isJson = parameter.mediaType !== undefined && mediaKind(parameter.mediaType) === 'json';
  const needs = needOf(context, operation, false);
  // A value in the path that is varied stays, also where an item of the run's own is put there.
  const kept = needs && where === 'path' ? { ...needs, keep: [name] } : needs;
  const isItem = where === 'path' && needs?.resource.parameter === name;
  if (isItem && !READING.has(operation.verb)) return;
  const base = requestOf(context, operation, pair, pair, kept);
  const own = memberOf(base.values[where], name);
  const usual = own ?? usualOf(source, parameter, schema);
  if (usual === ABSENT || usual === undefined) return;
  for (const spot of spotsOf(source, schema, usual)) {
    const { tokens } = spot;
    const put = (value: unknown) => changed(spot.root, tokens, value);
    const sent = (value: unknown): PlannedRequest => ({
      ...base,
      values: {
        ...base.values,
        [where]: changed(base.values[where], [name], value),
      } as PlannedRequest['values'],
    });
    const takes = (value: unknown) => context.schemas.accepts(schema, value);
    const readings = (value: unknown) => {
      if (!isObject(spot.root)) return readingsOf(put(value));
      // Members that are parameters of their own: another one is no violation.
      return tokens.length > 0 || parameter.style === 'deepObject' ? memberReadings(spot, value) : undefined;
    };
    const whole = { ...spot, required: tokens.length === 0 ? parameter.required : spot.required };
    yield {
      ...{ spot: { ...whole, shown: own !== undefined && spot.shown }, parameter },
      name: dotted(where, [name, ...tokens]),
      subject: [name, ...tokens].join('.'),
      ...{ isText: !isJson, conditional: false },
      ordinary: sent(spot.root),
      plain: base,
      request: (value) => {
        const request = sent(put(value));
        return canBeSent(request) ? request : undefined;
      },
      isValid: (value) => (isJson || isSayable(put(value))) && takes(put(value)) === true,
      isInvalid: (value) => {
        if (tokens.length === 0 && value === ABSENT) return parameter.required;
        if (isJson) return takes(put(value)) === false;
        return readings(value)?.every((each) => takes(each) === false) ?? false;
      },
    };
  }
}

/** Where the schema of a parameter stands; undefined where there is none. */
export function schemaPointer({ subject }: PlanContext, parameter: Parameter): Pointer | undefined {
  const { source, mediaType } = parameter;
  const at =
    mediaType === undefined ? `${source}/schema` : `${pointerAt(source, 'content', mediaType)}/schema`;
  if (valueAt(subject.model.document, at) !== undefined) return at;
  // OpenAPI 2.0 and what a dialect leaves of it.
  return undefined;
}

function usualOf(source: Source, { example, examples }: Parameter, schema: Pointer): unknown {
  const shown = [...(example ? [example] : []), ...examples.filter((each) => each.violates === undefined)];
  const [usual] = shown.filter(
    ({ value }) => value !== null && source.schemas.accepts(schema, value) === true,
  );
  return usual ? usual.value : ordinary(source, [schema]);
}
