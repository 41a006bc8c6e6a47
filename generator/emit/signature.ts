// Hides how an operation's types are spelled: what a caller gives, what a server answers.
import { isStream } from '../../runtime/media-type.js';
import { isBodiless } from '../../runtime/status.js';
import { directionsOf } from '../model/hooks.js';
import { canonicalRef } from '../model/references.js';
import type {
  ApiModel,
  ApiResponse,
  Direction,
  Hook,
  JsonSchema,
  MediaContent,
  NamedSchema,
  Operation,
  ParameterLocation,
} from '../model/types.js';
import { index } from './tokens.js';

const PLACES: readonly ParameterLocation[] = ['path', 'query', 'querystring', 'header', 'cookie'];

export interface Signature {
  /** Members of the input object type, each a whole line of code without indentation. */
  readonly members: readonly string[];
  /** Where several media types are possible: one object type for each, to be intersected with the members. */
  readonly bodies: readonly string[];
  /** True where a call may leave the input away. */
  readonly inputOptional: boolean;
  readonly hasInput: boolean;
  /** The members of the answer union. */
  readonly answers: readonly string[];
  /** The operation's own type in types.ts: `types.paths["/v1"]["get"]`. */
  readonly operationType: string;
}

/** @param own the name under which `operationType` is at hand in the emitted file */
export function signatureOf(model: ApiModel, operation: Operation | Hook, own: string): Signature {
  const { asked, answered } = directionsOf(operation);
  const names = schemaNames(model, answered);
  const [parameters, anyRequired] = parameterMembers(operation, own);
  const [bodyMembers, bodies] = bodyTypes(operation, own, schemaNames(model, asked));
  return {
    members: [...parameters, ...bodyMembers],
    bodies,
    inputOptional: !anyRequired && operation.body?.required !== true,
    hasInput: parameters.length + bodyMembers.length + bodies.length > 0,
    answers: operation.responses.flatMap((response) => answerTypes(operation, response, own, names)),
    operationType: placeOf(operation),
  };
}

/** Where types.ts has the type of an operation. */
function placeOf(operation: Operation | Hook): string {
  if (!('kind' in operation)) return `types.paths${index(operation.path, ...operation.keys)}`;
  const { key, keys, cause } = operation;
  return cause
    ? `${placeOf(cause.operation)}${index('callbacks', key, cause.url, ...keys)}`
    : `types.webhooks${index(key, ...keys)}`;
}

function parameterMembers(operation: Operation, own: string): [string[], boolean] {
  let anyRequired = false;
  const members = PLACES.flatMap((place) => {
    const all = operation.parameters.filter((parameter) => parameter.in === place);
    const plain = all.filter((parameter) => parameter.role === 'plain');
    if (plain.length === 0) return [];
    const required = plain.some((parameter) => parameter.required);
    anyRequired ||= required;
    const whole = `NonNullable<${own}["parameters"]${index(place)}>`;
    const hidden = all
      .filter((parameter) => parameter.role !== 'plain')
      .map((parameter) => index(parameter.name).slice(1, -1));
    return [
      `readonly ${place}${required ? '' : '?'}: ${hidden.length > 0 ? `Omit<${whole}, ${hidden.join(' | ')}>` : whole};`,
    ];
  });
  return [members, anyRequired];
}

function bodyTypes(
  operation: Operation,
  own: string,
  names: SchemaNames,
): [members: string[], bodies: string[]] {
  const { body } = operation;
  const [first, ...others] = body?.content ?? [];
  if (!body || !first) return [[], []];
  const optional = body.required ? '' : '?';
  const type = (content: MediaContent) =>
    bodyType(content, names, `NonNullable<${own}["requestBody"]>["content"]${index(content.mediaType)}`);
  if (others.length === 0) return [[`readonly body${optional}: ${type(first)};`], []];
  const literal = (content: MediaContent) => index(content.mediaType).slice(1, -1);
  const bodies = [
    `{ readonly mediaType?: ${literal(first)}; readonly body${optional}: ${type(first)} }`,
    ...others.map(
      (content) => `{ readonly mediaType: ${literal(content)}; readonly body: ${type(content)} }`,
    ),
  ];
  return [[], bodies];
}

function answerTypes(operation: Operation, response: ApiResponse, own: string, names: SchemaNames): string[] {
  const fixed = /^\d{3}$/.test(response.status);
  const at = `${own}["responses"]${index(fixed ? Number(response.status) : response.status)}`;
  const status = `readonly status: ${fixed ? response.status : rangeType(operation, response.status)}`;
  const required = response.headers.some((header) => header.required);
  const headers =
    response.headers.length > 0
      ? `readonly headers${required ? '' : '?'}: ${at}["headers"]`
      : 'readonly headers?: HeaderValues';
  const bodiless = fixed && isBodiless(operation.verb, Number(response.status));
  if (response.content.length === 0 || bodiless)
    return [`{ ${status}; ${headers}; readonly body?: undefined }`];
  const several = response.content.length > 1;
  return response.content.map((content) => {
    const mediaType = several ? `; readonly mediaType: ${index(content.mediaType).slice(1, -1)}` : '';
    const body = answerType(content, names, `${at}["content"]${index(content.mediaType)}`);
    return `{ ${status}${mediaType}; ${headers}; readonly body: ${body} }`;
  });
}

/** A range or `default` stands for every registered status that is not documented by itself. */
export function rangeType(operation: Operation, status: string): string {
  const others = operation.responses
    .map((response) => response.status)
    .filter((each) => each !== status && each !== 'default');
  const documented = others.map((each) =>
    /^\d{3}$/.test(each) ? each : `StatusIn<${index(each).slice(1, -1)}>`,
  );
  return `StatusIn<${index(status).slice(1, -1)}${documented.length > 0 ? `, ${documented.join(' | ')}` : ''}>`;
}

function answerType(content: MediaContent, names: SchemaNames, otherwise: string): string {
  if (content.kind === 'binary') return 'Binary';
  const { item } = content;
  if (!item) return bodyType(content, names, otherwise);
  const name = item.schema === undefined ? undefined : names.get(refOf(item.schema) ?? '');
  const type = name !== undefined ? `types.${name}` : item.schema === undefined ? 'unknown' : otherwise;
  return `AsyncIterable<${item.of === 'data' ? `ServerSentEvent<${type}>` : type}>`;
}

function bodyType(content: MediaContent, names: SchemaNames, otherwise: string): string {
  if (content.kind === 'binary') return 'Blob';
  if (content.kind === 'text' || isStream(content.kind)) return 'string';
  const name = content.schema === undefined ? undefined : names.get(refOf(content.schema) ?? '');
  if (name !== undefined) return `types.${name}`;
  return content.schema === undefined ? 'unknown' : otherwise;
}

/** The component that a schema only refers to; siblings of a `$ref` may narrow it and make it another. */
export function refOf(schema: JsonSchema): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  const meaningful = Object.keys(schema).filter((name) => name !== 'description' && name !== 'summary');
  const ref = meaningful.length === 1 ? schema['$ref'] : undefined;
  return typeof ref === 'string' ? canonicalRef(ref) : undefined;
}

type SchemaNames = ReadonlyMap<string, string>;

const cache: Readonly<Record<Direction, WeakMap<ApiModel, SchemaNames>>> = {
  request: new WeakMap(),
  response: new WeakMap(),
};

/** `#/components/schemas/Key` → the alias in types.ts of what is sent in that direction. */
export function schemaNames(model: ApiModel, direction: Direction = 'response'): SchemaNames {
  const nameOf = ({ name, writable }: NamedSchema) => (direction === 'request' ? (writable ?? name) : name);
  const names =
    cache[direction].get(model) ??
    new Map(model.schemas.map((schema) => [`#${schema.source}`, nameOf(schema)]));
  cache[direction].set(model, names);
  return names;
}
