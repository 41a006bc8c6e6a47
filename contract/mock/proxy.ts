// Hides a proxy that judges: requests go on to a real server, and both they and its answers are held against the document.
import type { ApiModel } from '../../generator/model/types.js';
import { Refusal } from '../../runtime/handling.js';
import { incomingOf } from '../../runtime/incoming.js';
import type { Family } from '../../runtime/lifecycle.js';
import { negotiatorOf } from '../../runtime/negotiate.js';
import { problemResponse } from '../../runtime/outgoing.js';
import { problem, type Violation } from '../../runtime/problem.js';
import { BodyRefused, decoderOf, readBytes } from '../../runtime/request.js';
import { finderOf, type Target } from './find.js';
import { answerViolations } from './judged-answer.js';
import { type Knowledge, knowledgeOf } from './knowledge.js';

export interface ProxyOptions {
  readonly models: readonly ApiModel[];
  readonly family?: Family;
  /** Scheme, host and path prefix of the server behind it. */
  readonly upstream: string;
  /** True: an answer that breaks the document becomes a 502 that says how. */
  readonly errors?: boolean;
  readonly now?: () => Date;
  /** How the server is reached; fetch by default. Must not follow redirects. */
  readonly send?: (request: Request) => Promise<Response>;
  /** Told of every exchange that got an answer. */
  readonly onExchange?: (exchange: ProxiedExchange) => void;
}

/** What went through. Credentials are in it as they were sent. */
export interface ProxiedExchange {
  readonly model: ApiModel | undefined;
  /** Undefined: the document has none for it. */
  readonly operation: string | undefined;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Headers;
    readonly body: Uint8Array;
  };
  readonly answer: { readonly status: number; readonly headers: Headers; readonly body: Uint8Array };
  readonly verdict: Verdict;
}

/** What the document does not allow, of either side. */
export interface Verdict {
  readonly request: readonly Violation[];
  readonly answer: readonly Violation[];
}

const BOUNDS = { bytes: 16 * 1024 * 1024, milliseconds: 30_000 };
/** Of one connection (RFC 9110 §7.6.1), and what is written anew. */
const OWN =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|content-length|expect|accept-encoding|content-encoding)$/i;

/** A web-standard handler. It never rejects. */
export function createProxy(options: ProxyOptions): (request: Request) => Promise<Response> {
  const { models, family, now = () => new Date(), send = sendOn } = options;
  const judges = new Map(models.map((model) => [model.version.id, judgeOf(model)]));
  const [first] = judges.values();
  const negotiate = family && negotiatorOf(family);
  const base = options.upstream.replace(/\/+$/, '');
  return async (request) => {
    let body: Uint8Array<ArrayBuffer>;
    try {
      body = await readBytes(incomingOf(request), '', BOUNDS);
    } catch (error) {
      const status = error instanceof BodyRefused ? error.status : 400;
      return problemResponse(problem(status, error instanceof Error ? error.message : undefined));
    }
    const named = negotiate?.(request, now());
    const judge = negotiate ? (named?.kind === 'serve' ? judges.get(named.entry.id) : undefined) : first;
    const asked = again(request, request.url, body);
    const { target, violations } = judge ? await judge.request(asked) : { target: undefined, violations: [] };
    const { pathname, search } = new URL(request.url);
    let response: Response;
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      response = await send(again(request, `${base}${pathname}${search}`, body));
      // A stream without an end is passed on as it comes.
      if (/^text\/event-stream/i.test(response.headers.get('content-type') ?? ''))
        return passedOn(response, response.body, 'unjudged');
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch {
      return problemResponse(problem(502, 'The server behind this proxy gave no answer.'));
    }
    const answer = target ? answerViolations(target.route, request.method, response, bytes) : [];
    const verdict: Verdict = { request: violations, answer };
    options.onExchange?.({
      ...{ model: judge?.knowledge.model, operation: target?.route.operation.id, verdict },
      request: { method: request.method, url: request.url, headers: request.headers, body },
      answer: { status: response.status, headers: response.headers, body: bytes },
    });
    if (options.errors && answer.length > 0)
      return withVerdict(
        problemResponse(problem(502, 'The answer breaks the API description.', { violations: answer })),
        textOf(verdict),
        verdict,
      );
    const isEmpty =
      bytes.byteLength === 0 || [204, 205, 304].includes(response.status) || request.method === 'HEAD';
    return withVerdict(passedOn(response, isEmpty ? null : bytes, textOf(verdict)), textOf(verdict), verdict);
  };
}

interface Judge {
  readonly knowledge: Knowledge;
  request(
    request: Request,
  ): Promise<{ readonly target: Target | undefined; readonly violations: readonly Violation[] }>;
}

function judgeOf(model: ApiModel): Judge {
  const knowledge = knowledgeOf(model);
  const find = finderOf(knowledge);
  return {
    knowledge,
    async request(request) {
      let target: Target | undefined;
      try {
        const incoming = incomingOf(request);
        target = find(incoming);
        const decode = decoderOf(target.route, knowledge.routes.schemes);
        const { violations } = await decode(incoming, target.path, BOUNDS);
        return { target, violations };
      } catch (error) {
        const message = error instanceof Error ? error.message : 'cannot be read';
        const pointer = error instanceof Refusal ? '/path' : '/body';
        return { target, violations: [{ pointer, rule: pointer.slice(1), message }] };
      }
    },
  };
}

function sendOn(request: Request): Promise<Response> {
  return fetch(request, { redirect: 'manual' });
}

function again({ method, headers, signal }: Request, url: string, body: Uint8Array<ArrayBuffer>): Request {
  const hasBody = body.byteLength > 0 && method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers: withoutOwn(headers), signal, ...(hasBody && { body }) });
}

function withoutOwn(headers: Headers): Headers {
  const kept = new Headers();
  headers.forEach((value, name) => {
    if (!OWN.test(name) && name !== 'set-cookie') kept.append(name, value);
  });
  for (const cookie of headers.getSetCookie()) kept.append('set-cookie', cookie);
  return kept;
}

function passedOn(
  { status, headers }: Response,
  body: ConstructorParameters<typeof Response>[0],
  verdict: string,
): Response {
  const answer = new Response(body, { status, headers: withoutOwn(headers) });
  answer.headers.set('specpact-verdict', verdict);
  return answer;
}

/** `held`, or which side is broken. */
function textOf({ request, answer }: Verdict): string {
  const broken = [...(request.length > 0 ? ['request'] : []), ...(answer.length > 0 ? ['answer'] : [])];
  return broken.length === 0 ? 'held' : `broken ${broken.join(' and ')}`;
}

function withVerdict(response: Response, text: string, { request, answer }: Verdict): Response {
  response.headers.set('specpact-verdict', text);
  const [first] = [...answer, ...request];
  if (first)
    response.headers.set(
      'specpact-reason',
      `${first.pointer} ${first.message}`.replace(/[^\x20-\x7e]/g, '?').slice(0, 300),
    );
  return response;
}
