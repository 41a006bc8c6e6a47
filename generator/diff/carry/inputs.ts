// Hides how what an operation of the older version is given becomes what the newer takes: parameters by place, and the body.
import type {
  JsonSchema,
  MediaContent,
  Operation,
  Parameter,
  ParameterLocation,
  Pointer,
} from '../../model/types.js';
import type { FactReader, Place } from './facts.js';
import { variablesOf } from './matching.js';
import type { Relation } from './relation.js';
import type { Finding, InputChange, PartAsked, Step } from './types.js';

const PLACES: readonly ParameterLocation[] = ['path', 'query', 'querystring', 'header', 'cookie'];

export function compareInputs(relation: Relation, older: Operation, newer: Operation): InputChange {
  const renamed = renamedVariables(older, newer);
  const findings: Finding[] = [];
  const parts: PartAsked[] = [];
  const places: Partial<Record<ParameterLocation, Step>> = {};
  for (const place of PLACES) {
    const from = placeOf(older, place, (name) => (place === 'path' ? (renamed[name] ?? name) : name));
    const to = placeOf(newer, place);
    const related = relation.relate(from.whole, to.whole);
    // Parameters that nobody describes are not read: what is only in the newer version cannot have come.
    if (related.step) places[place] = related.step;
    if (related.findings.length === 0) continue;
    findings.push(
      ...related.findings.map((each) => ({
        ...each,
        why: `${place}: ${each.why}`,
        ...(each.older && { older: from.sourceOf(each.member) }),
        ...(each.newer && { newer: to.sourceOf(each.member) }),
      })),
    );
    const named = new Set(related.findings.map(({ member }) => member));
    const names = to.names.filter((name) => named.has(name) || !from.names.includes(name));
    parts.push({ place, names });
  }
  const bodies = compareBodies(relation, older, newer);
  findings.push(...bodies.findings);
  if (bodies.isAsked) parts.push({ place: 'body', names: [] });
  return {
    renamed,
    places,
    bodies: bodies.carried,
    fills: hasNewDefaults(relation.target, older, newer),
    ...(findings.length > 0 && { asked: { parts, findings } }),
  };
}

interface ParametersOfPlace {
  readonly whole: Place;
  readonly names: readonly string[];
  /** Where a parameter is described. */
  sourceOf(name: string | undefined): Pointer;
}

/** The parameters of one place that callers give, as an object that holds them and nothing else. */
function placeOf(
  { parameters, source }: Operation,
  place: ParameterLocation,
  nameOf: (name: string) => string = (name) => name,
): ParametersOfPlace {
  const plain = parameters.filter((each) => each.in === place && each.role === 'plain');
  const schema: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(plain.map((each) => [nameOf(each.name), each.schema])),
    required: plain.filter((each) => each.required).map((each) => nameOf(each.name)),
    additionalProperties: false,
  };
  const sources = new Map(plain.map((each) => [nameOf(each.name), each.source]));
  return {
    whole: { schema, pointer: source },
    names: [...sources.keys()],
    sourceOf: (name = '') => sources.get(name) ?? source,
  };
}

/** Variables stand for the same where they stand in the same place. */
function renamedVariables(older: Operation, newer: Operation): Readonly<Record<string, string>> {
  const [from, to] = [variablesOf(older), variablesOf(newer)];
  if (from.length !== to.length) return {};
  const pairs = from
    .map((name, at) => [name, to[at] ?? name] as const)
    .filter(([name, other]) => name !== other);
  return Object.fromEntries(pairs);
}

function compareBodies(relation: Relation, older: Operation, newer: Operation) {
  const findings: Finding[] = [];
  const carried: { from: string; to: string; step?: Step }[] = [];
  const { from, to } = relation;
  const offers = (newer.body?.content ?? []).flatMap(({ schema }) =>
    schema === undefined ? [] : relation.offersOf({ schema, pointer: '' }),
  );
  const found = (why: string) =>
    findings.push({ why: `body: ${why}`, ...relation.at(pointed(older), pointed(newer)), offers });
  if (!older.body && newer.body?.required) found(`required in ${to}, and not known to ${from}`);
  if (older.body && !older.body.required && newer.body?.required)
    found(`required in ${to}, optional in ${from}`);
  if (older.body && !newer.body) found(`not known to ${to}`);
  const last = newer.body?.content ?? [];
  for (const content of newer.body ? (older.body?.content ?? []) : []) {
    const other = sameMedia(content, last);
    if (!other) {
      found(`${content.mediaType} is not known to ${to}`);
      continue;
    }
    const related = relateContent(relation, content, other);
    findings.push(...related.findings.map((each) => ({ ...each, why: `body: ${each.why}`, offers })));
    carried.push({
      from: content.mediaType,
      to: other.mediaType,
      ...(related.step && { step: related.step }),
    });
  }
  const isAsked = findings.length > 0 && newer.body !== undefined;
  // What is given as a whole is not carried over.
  return { findings, isAsked, carried: isAsked ? [] : carried };
}

function pointed({ body, source }: Operation): { readonly pointer: string } {
  return { pointer: body?.source ?? source };
}

/** What is documented for the same media type. */
export function sameMedia(
  { mediaType, kind }: MediaContent,
  all: readonly MediaContent[],
): MediaContent | undefined {
  const form = (text: string) => text.toLowerCase().replace(/\s/g, '');
  return all.find((each) => each.kind === kind && form(each.mediaType) === form(mediaType));
}

/** Bytes and texts are what they are; of streams, the items are compared. */
export function relateContent(relation: Relation, from: MediaContent, to: MediaContent) {
  if (from.kind === 'binary' || from.kind === 'text') return { findings: [] };
  if (from.item || to.item) {
    const isOther = from.item?.of !== to.item?.of;
    const items = relation.relate(placeAt(from.item?.schema, from), placeAt(to.item?.schema, to));
    return isOther
      ? relation.unproven(placeAt(true, from), placeAt(true, to), 'its items are of another form')
      : items;
  }
  return relation.relate(placeAt(from.schema, from), placeAt(to.schema, to));
}

function placeAt(schema: JsonSchema | undefined, { source }: MediaContent): Place {
  return { schema: schema ?? true, pointer: `${source}/schema` };
}

/** Whether a caller who leaves a parameter away gets what the newer version takes it for. */
function hasNewDefaults(reader: FactReader, older: Operation, newer: Operation): boolean {
  const known = (parameter: Parameter) =>
    older.parameters.some((each) => each.in === parameter.in && each.name === parameter.name);
  return newer.parameters.some(
    (each) => each.role === 'plain' && !known(each) && hasDefault(reader, each.schema),
  );
}

function hasDefault(reader: FactReader, schema: JsonSchema): boolean {
  if (typeof schema === 'boolean') return false;
  const assumed = schema['default'];
  if (assumed !== undefined) return assumed !== null;
  const ref = schema['$ref'];
  const target = typeof ref === 'string' ? reader.target(ref)?.schema : undefined;
  return typeof target === 'object' && (target['default'] ?? null) !== null;
}
