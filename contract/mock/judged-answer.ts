// Hides how an answer of a real server is held against its document: status, media type, body and headers, by the validators of generated code.
import { readHeader } from '../../runtime/decode.js';
import { parsedJson } from '../../runtime/json.js';
import { documentedMediaType, formOf } from '../../runtime/media-type.js';
import { pattern } from '../../runtime/pattern.js';
import type { Violation } from '../../runtime/problem.js';
import type { Reference } from '../../runtime/schema.js';
import { ANY, Shapes } from '../../runtime/shape.js';
import { documentedStatus, isBodiless } from '../../runtime/status.js';
import type { Route, WireHeader } from '../../runtime/wire.js';

const shapes = new Shapes({
  target: (ref) => (ref as Reference)(),
  fits: (source, name) => pattern(source).test(name),
});

/** Everything that the document does not allow; pointers begin with `/status`, `/header` or `/body`. */
export function answerViolations(
  route: Route,
  method: string,
  { status: code, headers }: Pick<Response, 'status' | 'headers'>,
  bytes: Uint8Array,
): Violation[] {
  const { operation, validators } = route;
  const status = documentedStatus(operation.answers, code);
  if (status === undefined)
    return [{ pointer: '/status', rule: 'status', message: `${code} is not documented` }];
  const found =
    validators.headers?.[status]?.violations(
      read(operation.headers?.[status] ?? {}, headers, validators.headers[status].schema),
      '/header',
    ) ?? [];
  const media = operation.answers[status] ?? {};
  const types = Object.keys(media);
  if (isBodiless(method, code)) return found;
  if (types.length === 0)
    return bytes.byteLength === 0
      ? found
      : [...found, { pointer: '/body', rule: 'body', message: 'is not documented for this status' }];
  const sent = headers.get('content-type');
  const mediaType = documentedMediaType(types, sent ?? 'application/octet-stream');
  const wire = mediaType === undefined ? undefined : media[mediaType];
  if (mediaType === undefined || wire === undefined) {
    const message = `must be ${types.join(' or ')}, not ${sent ?? 'nothing'}`;
    return [...found, { pointer: '/header/content-type', rule: 'mediaType', message }];
  }
  if (formOf(wire).kind !== 'json') return found;
  const body = validators.answers?.[status]?.[mediaType];
  try {
    const value = parsedJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return [...found, ...(body?.violations(value, '/body') ?? [])];
  } catch {
    return [...found, { pointer: '/body', rule: 'json', message: 'is not valid JSON' }];
  }
}

function read(
  documented: Readonly<Record<string, WireHeader>>,
  headers: Headers,
  schema: unknown,
): Record<string, unknown> {
  const all = shapes.of(schema);
  const values = Object.entries(documented).map(([name, { schema: _, ...wire }]): [string, unknown] => {
    const shape = all.member(name.toLowerCase()) ?? ANY;
    return [name.toLowerCase(), readHeader({ name, in: 'header', ...wire }, headers, shape)];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
