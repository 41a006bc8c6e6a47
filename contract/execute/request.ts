// Hides how a planned request becomes one that can be sent to a base URL.
import type { Operation, Version } from '../../generator/model/types.js';
import { InvalidParameter } from '../../runtime/invalid-parameter.js';
import { mediaTypeParameter } from '../../runtime/media-type.js';
import { buildRequest } from '../../runtime/parameters.js';
import { selectorValue } from '../../runtime/selector.js';
import { memo } from '../memo.js';
import type { OpenStep } from '../plan/session.js';
import type { Planned, Problem } from '../plan/types.js';
import { pointerAt } from '../pointer.js';
import { shown } from '../show.js';
import { writeBody } from './body.js';
import { type Outgoing, requestOf as platformRequest } from './transport.js';
import { nameVersion } from './version.js';

export interface BuiltRequest {
  readonly request: Outgoing;
  /** True: it is sent without the credentials of the run. */
  readonly unauthenticated?: boolean;
  /** Text of the body, for reports. */
  readonly body?: string;
  /** The URL without the prefix that the base URL has before the document's paths: where a selector looks for the version. */
  readonly below: string;
}

/**
 * Builds the request of a case.
 * @param baseUrl scheme, host and any prefix. The document's base path follows, unless the prefix ends with it already.
 * @returns a problem where the documented values cannot be sent (an empty path value, a header with a line break, TRACE)
 */
export function requestOf(planned: Planned, baseUrl: string): BuiltRequest | Problem {
  const { method, parameters, values, path: template, body } = planned.request;
  try {
    const { path, headers } = buildRequest({ path: template, parameters }, values);
    if (!headers.has('accept')) headers.set('accept', acceptOf(planned));
    const written = body && writeBody(body, values.body);
    if (written && !headers.has('content-type')) headers.set('content-type', written.contentType);
    const { basePath, version } = planned.subject.model;
    const texts = planned.request.version ?? saidByType(version, headers);
    const named = texts ? nameVersion(path, headers, version, texts) : path;
    const url = prefixOf(baseUrl, basePath) + named;
    return {
      request: sendable({ method, url, headers, ...(written && { content: written.body }) }),
      below: new URL(baseUrl).origin + named,
      ...(written && { body: written.text }),
      ...(planned.request.unauthenticated && { unauthenticated: true }),
    };
  } catch (cause) {
    if (!(cause instanceof TypeError || cause instanceof InvalidParameter)) throw cause;
    const pointer = cause instanceof InvalidParameter ? pointerAt('', cause.place, cause.parameter) : '';
    return {
      pointer,
      message: cause.message,
      expected: 'a request that HTTP can carry',
      actual: `${method} ${template}`,
      source: planned.expect.source,
    };
  }
}

/**
 * A request that no operation describes, below the base URL whatever base path the document has.
 * @returns a problem where the URL is none, or one of another origin: nothing but the target is ever asked
 */
export function openRequest(
  { method, url, headers, body, unauthenticated }: OpenStep,
  baseUrl: string,
): BuiltRequest | Problem {
  const { origin } = new URL(baseUrl);
  const text = url.startsWith('/') && !url.startsWith('//') ? prefixOf(baseUrl, '') + url : url;
  const asked = URL.canParse(text, baseUrl) ? new URL(text, baseUrl) : undefined;
  if (asked?.origin === origin)
    return {
      request: sendable({
        method,
        url: asked.href,
        headers: new Headers(
          body === undefined ? headers : { 'content-type': 'application/json', ...headers },
        ),
        ...(body !== undefined && { content: body }),
      }),
      below: asked.href,
      ...(body !== undefined && { body }),
      ...(unauthenticated && { unauthenticated }),
    };
  return {
    pointer: '',
    message: 'The URL does not lead to the server that is tried.',
    expected: `a URL of ${origin}`,
    actual: shown(url),
    source: '',
  };
}

/**
 * The same request with its URL as it is sent.
 * @throws TypeError in the platform's words where fetch would refuse it: TRACE, a body with GET, a URL that is none
 */
function sendable(request: Outgoing): Outgoing {
  const isUsual = (request.content === undefined ? USUAL : USUAL_WITH_BODY).has(request.method);
  if (isUsual && URL.canParse(request.url)) return { ...request, url: new URL(request.url).href };
  const { url, method } = platformRequest(request);
  return { ...request, url, method };
}

const USUAL_WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const USUAL: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', ...USUAL_WITH_BODY]);

/**
 * What stands before a path of the document, its base path included. Joined as texts: resolved against a base, a path of
 * `//other.host/` would name another host.
 */
function prefixOf(baseUrl: string, basePath: string): string {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const named = basePath !== '' && prefix.endsWith(basePath);
  return base.origin + (named ? prefix.slice(0, -basePath.length) : prefix);
}

/** A document need not say the version in its media types: requests do. */
function saidByType({ selector, id }: Version, headers: Headers): string[] | undefined {
  if (selector?.in !== 'media-type') return undefined;
  const types = [headers.get('accept') ?? '', headers.get('content-type') ?? ''].join(',').split(',');
  const isSaid = types.some((type) => mediaTypeParameter(type, selector.name ?? '') !== '');
  return isSaid ? undefined : [selectorValue(selector, id)];
}

/** What the pair shows comes first, so that a server which negotiates gives it; any other documented media type will do too. */
function acceptOf({ operation, expect }: Planned): string {
  const shown = expect.kind === 'pair' ? expect.body?.mediaType : undefined;
  const types = mediaTypesOf(operation);
  const ordered = shown === undefined || types[0] === shown ? types : [...new Set([shown, ...types])];
  return ordered.length > 0 ? ordered.join(', ') : '*/*';
}

const mediaTypesOf = memo(({ responses }: Operation) => [
  ...new Set(responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType))),
]);
