// Hides how tests reach the state of a mock over HTTP: GET exports it, PUT puts another in its place, DELETE goes back to the beginning.

import { incomingOf } from '../../runtime/incoming.js';
import { parsedJson } from '../../runtime/json.js';
import { problemResponse } from '../../runtime/outgoing.js';
import { problem, type Violation } from '../../runtime/problem.js';
import { BodyRefused, readBytes } from '../../runtime/request.js';
import type { State } from './store.js';

/** What the state lets be done to it. */
export interface Administered {
  export(): State;
  /** @throws StateRefused */
  import(state: unknown): void;
  reset(): void;
}

/** A state that does not keep to the documents. */
export class StateRefused extends Error {
  override readonly name = 'StateRefused';
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(
      `The state breaks the document: ${violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}`,
    );
    this.violations = violations;
  }
}

const BOUNDS = { bytes: 64 * 1024 * 1024, milliseconds: 30_000 };
const ALLOW = 'DELETE, GET, HEAD, OPTIONS, PUT';

/** Answers a request to the state. */
export async function administer(state: Administered, request: Request): Promise<Response> {
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return Response.json(state.export());
    case 'DELETE':
      state.reset();
      return new Response(null, { status: 204 });
    case 'PUT':
      return taken(state, request);
    case 'OPTIONS':
      return new Response(null, { status: 204, headers: { allow: ALLOW } });
    default:
      return problemResponse(problem(405, `Use one of: ${ALLOW}.`), { allow: ALLOW });
  }
}

async function taken(state: Administered, request: Request): Promise<Response> {
  try {
    const bytes = await readBytes(incomingOf(request), '', BOUNDS);
    state.import(parsedJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return new Response(null, { status: 204 });
  } catch (error) {
    if (error instanceof BodyRefused)
      return problemResponse(problem(error.status, error.message), error.headers);
    if (error instanceof StateRefused)
      return problemResponse(
        problem(400, 'The state breaks the document.', { violations: error.violations }),
      );
    return problemResponse(problem(400, 'The state is not valid JSON.'));
  }
}
