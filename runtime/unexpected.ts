// Hides how an answer is told of that its document does not know: whatever of it helps to find out why, and nothing that a message cannot hold.
import { essence } from './media-type.js';
import type { Problem, Violation } from './problem.js';

/** Characters of an undocumented body that an error keeps. */
const SHOWN = 2000;

/** The server broke the contract: a status, a media type, a body or a header that the document does not know. */
export class UnexpectedAnswer extends Error {
  override readonly name: string = 'UnexpectedAnswer';
  declare readonly operation: string;
  declare readonly response: Response;
  declare readonly status: number;
  declare readonly headers: Headers;
  /** The body as text, cut at 2,000 characters. It comes from the server as it is: escape it before it is shown. */
  declare readonly body: string;
  /** The body as problem details (RFC 9457), where the server sent such: why it refused the request. */
  declare readonly problem: Problem | undefined;
  /** Where body or headers break their schemas; only a client that has validators looks. */
  declare readonly violations: readonly Violation[];

  constructor(
    operation: string,
    response: Response,
    body: string,
    why: string,
    violations: readonly Violation[] = [],
  ) {
    const problem = problemIn(response, body);
    super(`${operation}: ${why}${problem ? `: ${reasonOf(problem)}` : ''}`);
    const { status, headers } = response;
    Object.assign(this, {
      operation,
      response,
      status,
      headers,
      body: body.slice(0, SHOWN),
      problem,
      violations,
    });
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
export function beginningOf(response: Response): Promise<string> {
  return readText(response, 8 * SHOWN).then(
    ({ text }) => text,
    () => '',
  );
}

/** The body as text, up to so many bytes: a server may never end. JSON is UTF-8, whatever is said of it (RFC 8259 §8.1, §11). */
export async function readText(
  { body }: Response,
  limit: number,
  decoder = new TextDecoder(),
): Promise<{ text: string; whole: boolean }> {
  const reader = body?.getReader();
  let [text, size] = ['', 0];
  // One behind: of what comes at once the decoder knows that it is all, which takes platforms a fraction of the time.
  let held: Uint8Array | undefined;
  for (;;) {
    const value = (await reader?.read())?.value;
    if (held) text += decoder.decode(held, { stream: value !== undefined });
    if (!value) return { text, whole: true };
    held = value;
    size += value.length;
    if (size > limit) {
      await reader?.cancel();
      return { text: text + decoder.decode(value), whole: false };
    }
  }
}

/** What a server sent, for a message: on one line, of ASCII only, and short. */
export function shown(text: string): string {
  return JSON.stringify(text.slice(0, 200)).replace(
    /[^ -~]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The first of several violations, and how many more there are. */
export function toldOf([first, ...others]: readonly Partial<Violation>[]): string {
  return `${first?.pointer} ${first?.message}${others.length > 0 ? `, and ${others.length} more` : ''}`;
}

function problemIn({ headers }: Response, body: string): Problem | undefined {
  if (essence(headers.get('content-type') ?? '') !== 'application/problem+json') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return value instanceof Object && !Array.isArray(value) ? (value as Problem) : undefined;
  } catch {
    return undefined;
  }
}

/** Members are what the server made of them: each is looked at before it is taken for text. */
function reasonOf({ title, detail, violations }: Readonly<Record<string, unknown>>): string {
  const isText = (value: unknown) => typeof value === 'string';
  const told: Partial<Violation>[] = Array.isArray(violations) ? violations : [];
  const where = isText(told[0]?.pointer) && isText(told[0]?.message) ? ` (${toldOf(told)})` : '';
  return shown(([detail, title].find(isText) ?? '') + where);
}
