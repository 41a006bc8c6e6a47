// Hides the requests around a run: what must be there before the first case, and what goes after the last one.
import { type Answer, exchange, isFailure } from '../execute/exchange.js';
import { jsonOf } from '../execute/read-body.js';
import { openRequest } from '../execute/request.js';
import { type Line, signedBy } from '../execute/send.js';
import { isObject, valueAt } from '../pointer.js';
import { excerpt } from '../show.js';
import { isSuccess } from '../status.js';
import type { BoundRequest } from './types.js';

/** What is sent with every one of them. */
export interface Surroundings extends Line {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What it has given, or why it has not. The reason may hold what the server said. */
export type BoundOutcome =
  | { readonly saved: Readonly<Record<string, unknown>> }
  | { readonly failed: string };

/** Sends one of them. Never rejects. */
export async function sendBound(bound: BoundRequest, around: Surroundings): Promise<BoundOutcome> {
  const { target, bounds, signal, authenticate, variables } = around;
  const filled = fill(bound.request, variables, encodeURIComponent);
  if ('missing' in filled) return { failed: `there is no variable ${filled.missing}` };
  const [, method = '', url = ''] = /^([A-Z]+) +(\/\S*)$/.exec(filled.text) ?? [];
  const headers: Record<string, string> = { accept: 'application/json', ...around.headers };
  for (const [name, value] of Object.entries(bound.headers ?? {})) {
    const text = fill(value, variables, String);
    if ('missing' in text) return { failed: `there is no variable ${text.missing}` };
    headers[name] = text.text;
  }
  const body = filledValue(bound.body, variables);
  if (body.missing !== undefined) return { failed: `there is no variable ${body.missing}` };
  const built = openRequest(
    {
      name: 'set-up',
      method,
      url,
      headers,
      ...(body.value !== undefined && { body: JSON.stringify(body.value) }),
    },
    target.baseUrl,
  );
  if (!('request' in built)) return { failed: built.message };
  try {
    const request = authenticate ? await signedBy(authenticate, built.request) : built.request;
    const outcome = await exchange(request, target.transport, bounds, signal);
    if (isFailure(outcome)) return { failed: outcome.detail };
    const wanted = bound.status === undefined ? 'a success' : String(bound.status);
    const isRight = bound.status === undefined ? isSuccess(outcome) : outcome.status === bound.status;
    const text = new TextDecoder().decode(outcome.bytes);
    if (!isRight)
      return { failed: `it was answered with ${outcome.status} where ${wanted} is needed: ${excerpt(text)}` };
    return savedFrom(bound.save ?? {}, outcome);
  } catch (cause) {
    return { failed: cause instanceof Error ? cause.message : String(cause) };
  }
}

function savedFrom(save: Readonly<Record<string, string>>, { headers, bytes }: Answer): BoundOutcome {
  const body = jsonOf(bytes);
  const saved: Record<string, unknown> = {};
  for (const [name, place] of Object.entries(save)) {
    const value = place.startsWith('header ') ? headers.get(place.slice(7).trim()) : valueAt(body, place);
    if (value === undefined || value === null)
      return { failed: `its answer has nothing at ${place}, where ${name} is to come from` };
    saved[name] = value;
  }
  return { saved };
}

/** A text with its `{name}`s replaced by variables. */
function fill(
  text: string,
  variables: Readonly<Record<string, unknown>>,
  spell: (value: string) => string,
): { readonly text: string } | { readonly missing: string } {
  let missing: string | undefined;
  const filled = text.replace(/\{([A-Za-z_][\w.-]*)\}/g, (_, name: string) => {
    if (Object.hasOwn(variables, name)) return spell(String(variables[name]));
    missing ??= name;
    return '';
  });
  return missing === undefined ? { text: filled } : { missing };
}

/** A JSON value with the variables in its texts; a text that is one placeholder alone takes the variable's own type. */
function filledValue(
  value: unknown,
  variables: Readonly<Record<string, unknown>>,
): { readonly value?: unknown; readonly missing?: string } {
  if (typeof value === 'string') {
    const [, alone] = /^\{([A-Za-z_][\w.-]*)\}$/.exec(value) ?? [];
    if (alone !== undefined && Object.hasOwn(variables, alone)) return { value: variables[alone] };
    const filled = fill(value, variables, String);
    return 'missing' in filled ? filled : { value: filled.text };
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => filledValue(item, variables));
    const missing = items.find((item) => item.missing !== undefined)?.missing;
    return missing === undefined ? { value: items.map((item) => item.value) } : { missing };
  }
  if (!isObject(value)) return { value };
  const members = Object.entries(value).map(([name, item]) => [name, filledValue(item, variables)] as const);
  const missing = members.find(([, item]) => item.missing !== undefined)?.[1].missing;
  if (missing !== undefined) return { missing };
  return { value: Object.fromEntries(members.map(([name, item]) => [name, item.value])) };
}
