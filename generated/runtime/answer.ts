// Hides how a handler's answer becomes a response, and whether its document allows it.
import type { Violation } from './problem.js';
import type { Answer, MediaKind, OperationValidators, Route } from './wire.js';

/** Writes an answer; `violations` names everything that the document does not allow. */
export function writeAnswer(
  route: Route,
  answer: Answer,
  validate: boolean,
  head: boolean,
): { response: Response; violations: Violation[] } {
  const { operation, validators } = route;
  const status = documentedStatus(Object.keys(operation.answers), answer.status);
  const media = status === undefined ? {} : (operation.answers[status] ?? {});
  const mediaType = answer.mediaType ?? Object.keys(media)[0];
  const kind = mediaType !== undefined && Object.hasOwn(media, mediaType) ? media[mediaType] : undefined;
  const violations = validate ? judge(validators, answer, status, mediaType, kind) : [];

  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    if (value !== undefined && value !== null)
      headers.set(name, Array.isArray(value) ? value.join(', ') : String(value));
  }
  const bare = answer.body === undefined || answer.status === 204 || answer.status === 304;
  if (!bare && !headers.has('content-type')) headers.set('content-type', concrete(mediaType));
  return {
    response: new Response(bare || head ? null : bodyOf(answer.body, kind ?? 'json'), {
      status: answer.status,
      headers,
    }),
    violations,
  };
}

function judge(
  validators: OperationValidators,
  answer: Answer,
  status: string | undefined,
  mediaType: string | undefined,
  kind: MediaKind | undefined,
): Violation[] {
  if (status === undefined)
    return [
      {
        pointer: '/status',
        rule: 'status',
        message: `${answer.status} is not documented`,
      },
    ];
  const found: Violation[] = [
    ...(validators.headers?.[status]?.violations(lowerCased(answer.headers ?? {}), '/headers') ?? []),
  ];
  if (answer.body === undefined) {
    if (mediaType !== undefined)
      found.push({
        pointer: '/body',
        rule: 'required',
        message: 'is required',
      });
  } else if (mediaType === undefined)
    found.push({
      pointer: '/body',
      rule: 'body',
      message: 'is not documented for this status',
    });
  else if (kind === undefined)
    found.push({
      pointer: '/mediaType',
      rule: 'mediaType',
      message: `${mediaType} is not documented for this status`,
    });
  else if (kind === 'json')
    found.push(...(validators.answers?.[status]?.[mediaType]?.violations(answer.body, '/body') ?? []));
  return found;
}

/** The documented status that covers one: itself, its range, or `default`. */
export function documentedStatus(documented: readonly string[], status: number): string | undefined {
  return [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((each) =>
    documented.includes(each),
  );
}

function bodyOf(body: unknown, kind: MediaKind): BodyInit {
  if (kind === 'json') return JSON.stringify(body);
  if (kind === 'form') return new URLSearchParams(body as Record<string, string>);
  return body as BodyInit;
}

function lowerCased(headers: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** A media range cannot be sent: bytes stand for it. */
function concrete(mediaType: string | undefined): string {
  return mediaType === undefined || mediaType.includes('*') ? 'application/octet-stream' : mediaType;
}
