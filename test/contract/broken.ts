// Servers that keep the shelf's contract but for one thing.
import type { Handler } from '../../contract/index.js';
import { pointerTokens } from '../../contract/pointer.js';
import { conforming } from './shelf.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** The conforming server, its answers changed. */
export function changed(change: (answer: Answer) => Partial<Answer>): Handler {
  return async (request) => {
    const { status, headers, body } = await conforming(request);
    const answer = { status, headers, body: await new Response(body).text() };
    const { body: text, ...init } = { ...answer, ...change(answer) };
    // As bytes: a text would bring a media type of its own.
    return new Response(text === '' ? null : new TextEncoder().encode(text), init);
  };
}

export const status = (code: number) => changed(() => ({ status: code }));

export const header = (name: string, value?: string) =>
  changed(({ headers }) => {
    const others = new Headers(headers);
    others.delete(name);
    if (value !== undefined) others.set(name, value);
    return { headers: others };
  });

export const text = (edit: (body: string) => string) => changed(({ body }) => ({ body: edit(body) }));

export const json = (edit: (body: unknown) => unknown) =>
  text((body) => (body === '' ? '' : JSON.stringify(edit(JSON.parse(body)))));

/** One value of the body replaced, or removed where none is given; an answer without the place stays as it is. */
export const field = (pointer: string, ...value: readonly unknown[]) =>
  json((body) => {
    const tokens = pointerTokens(pointer);
    const last = tokens.pop() ?? '';
    let node = body as Record<string, unknown> | undefined;
    for (const token of tokens) node = node?.[token] as Record<string, unknown> | undefined;
    if (!node) return body;
    if (value.length > 0) node[last] = value[0];
    else delete node[last];
    return body;
  });
