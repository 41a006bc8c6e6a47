// Hides how one thing in one answer of a working server is broken, by wrapping its handler, and how that one exchange is then judged.

import { runCase } from '../../../contract/execute/run-case.js';
import { sharedTools } from '../../../contract/execute/tools.js';
import type { CheckName, ExampleCase, Finding } from '../../../contract/index.js';
import { handlerTarget } from '../../../contract/index.js';
import type { Server } from '../families.js';

export interface Fault {
  readonly name: string;
  /** What the broken server answers instead. */
  readonly alter: (answer: Response) => Response | Promise<Response>;
  /** What the kit must say. A text is meant to the letter. */
  readonly finding: {
    readonly check: CheckName;
    readonly pointer: string;
    readonly expected: string | RegExp;
    readonly actual: string | RegExp;
  };
  /** True where nothing of the body is left as it was, so that more than one thing is found. */
  readonly everywhere?: true;
}

/** The same server, but for one fault in the answers to one operation that have one status. */
export function breaking(server: Server, planned: ExampleCase, alter: Fault['alter']): Server {
  const { request, expect } = planned;
  const path = new RegExp(`^${request.path.replace(/\{[^{}]+\}/g, '[^/]+')}$`);
  return async (incoming) => {
    const answer = await server(incoming);
    const { pathname } = new URL(incoming.url);
    const hit = incoming.method === request.method && path.test(pathname);
    return hit && String(answer.status) === expect.status ? alter(answer) : answer;
  };
}

const toolsOf = sharedTools();

/** Runs one case; schemas are compiled once for all of them. */
export async function findingsOf(
  planned: ExampleCase,
  server: Server,
  timeoutMs = 20_000,
): Promise<readonly Finding[]> {
  const { judged } = await runCase(
    planned,
    {
      target: handlerTarget(server),
      bounds: { timeoutMs, maxBytes: 1024 * 1024 },
      signal: new AbortController().signal,
    },
    toolsOf(planned.subject),
  );
  if (!judged) throw new Error(`${planned.ref.id} was not judged.`);
  return judged.findings;
}

/** The answer of a working server to a case. */
export async function answerTo(planned: ExampleCase, server: Server): Promise<Response> {
  let answer: Response | undefined;
  await findingsOf(planned, async (request) => {
    answer = await server(request);
    return answer.clone();
  });
  if (!answer) throw new Error(`${planned.ref.id} was not sent.`);
  return answer;
}

/** Another body in the same answer. */
export function withBody(change: (body: unknown) => unknown): Fault['alter'] {
  return async (answer) => {
    const { status, headers } = answer;
    return new Response(JSON.stringify(change(await answer.json())), { status, headers });
  };
}

/** Another body text in the same answer. */
export function withText(change: (text: string) => BodyInit | null): Fault['alter'] {
  return async (answer) => {
    const { status, headers } = answer;
    return new Response(change(await answer.text()), { status, headers });
  };
}

/** Other headers in the same answer; null: without the header. */
export function withHeaders(change: Readonly<Record<string, string | null>>): Fault['alter'] {
  return async (answer) => {
    const headers = new Headers(answer.headers);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    // As bytes: a text would be given a media type by itself.
    return new Response(await bytesOf(answer), { status: answer.status, headers });
  };
}

async function bytesOf(answer: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return bytes.byteLength > 0 ? bytes : null;
}

/** The same answer under another status; one that allows no body loses it. */
export function withStatus(status: number): Fault['alter'] {
  return async (answer) => {
    const bytes = status === 204 ? null : await bytesOf(answer);
    return new Response(bytes, { status, headers: answer.headers });
  };
}

/** A JSON value with another value at a pointer (`/body/…`, as findings say it); `undefined`: nothing there. */
export function changedAt(body: unknown, pointer: string, value: unknown): unknown {
  return changed(body, pointer.split('/').slice(2), value);
}

function changed(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node))
    return node.map((item, index) => (String(index) === key ? changed(item, rest, value) : item));
  const members = { ...(node as Record<string, unknown>) };
  if (rest.length === 0 && value === undefined) delete members[key];
  else members[key] = changed(members[key], rest, value);
  return members;
}
