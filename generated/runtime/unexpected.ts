// Hides how an answer is told of that its document does not know: whatever of it helps to find out why, and nothing that a message cannot hold.

import { parsedJson } from './json.js';
import { isObject } from './json-value.js';
import { charsetOf, essence } from './media-type.js';
import type { Problem, Violation } from './problem.js';

/** Characters of an undocumented body that an error keeps. */
const SHOWN = 2000;

/** The server broke the contract: a status, a media type, a body or a header that the document does not know. */
export class UnexpectedAnswer extends Error {
  override readonly name: string = 'UnexpectedAnswer';
  readonly operation: string;
  readonly response: Response;
  readonly status: number;
  readonly headers: Headers;
  /** The body as text, cut at 2,000 characters. It comes from the server as it is: escape it before it is shown. */
  readonly body: string;
  /** The body as problem details (RFC 9457), where the server sent such: why it refused the request. */
  readonly problem: Problem | undefined;
  /** Where body or headers break their schemas; only a client that has validators looks. */
  readonly violations: readonly Violation[];

  constructor(
    operation: string,
    response: Response,
    body: string,
    why: string,
    violations: readonly Violation[] = [],
  ) {
    const problem = problemIn(response, body);
    super(`${operation}: ${why}${problem ? `: ${reasonOf(problem)}` : ''}`);
    this.operation = operation;
    this.response = response;
    this.status = response.status;
    this.headers = response.headers;
    this.body = body.slice(0, SHOWN);
    this.problem = problem;
    this.violations = violations;
  }
}

/** @param text of its body; without it, the body was not read yet */
export async function unexpected(
  operation: string,
  response: Response,
  why: string,
  violations?: readonly Violation[],
  text?: string,
): Promise<UnexpectedAnswer> {
  return new UnexpectedAnswer(operation, response, text ?? (await beginningOf(response)), why, violations);
}

/** As much of a body that was not read yet as helps to find out why. */
export async function beginningOf(response: Response): Promise<string> {
  const { text } = await readText(response, 8 * SHOWN).catch(() => ({ text: '' }));
  return text;
}

/** The body as text, up to so many bytes: a server may never end. */
export async function readText(response: Response, limit: number): Promise<{ text: string; whole: boolean }> {
  const [reader, decoder] = [response.body?.getReader(), decoderOf(response)];
  const pieces: string[] = [];
  let size = 0;
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    size += read.value.byteLength;
    pieces.push(decoder.decode(read.value, { stream: true }));
    if (size <= limit) continue;
    await reader?.cancel();
    return { text: pieces.join(''), whole: false };
  }
  return { text: pieces.join('') + decoder.decode(), whole: true };
}

/** By the charset that an answer names, where the platform knows it. */
function decoderOf({ headers }: Response): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charsetOf(headers.get('content-type') ?? ''));
  } catch {
    return new TextDecoder();
  }
}

/** What a server sent, for a message: on one line, of ASCII only, and short. */
export function shown(text: string): string {
  return JSON.stringify(text.slice(0, 200)).replace(
    /[^ -~]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function problemIn(response: Response, body: string): Problem | undefined {
  if (essence(response.headers.get('content-type') ?? '') !== 'application/problem+json') return undefined;
  try {
    const value = parsedJson(body);
    return isObject(value) ? (value as Problem) : undefined;
  } catch {
    return undefined;
  }
}

/** Members are what the server made of them: each is looked at before it is taken for text. */
function reasonOf({ title, detail, violations }: Problem): string {
  const [first, ...others]: readonly unknown[] = Array.isArray(violations) ? violations : [];
  const { pointer, message } = (first ?? {}) as Record<string, unknown>;
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  const where =
    typeof pointer === 'string' && typeof message === 'string' ? ` (${pointer} ${message}${more})` : '';
  return shown(`${typeof detail === 'string' ? detail : typeof title === 'string' ? title : ''}${where}`);
}
