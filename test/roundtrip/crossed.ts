// Hides how the client of a document meets the server of the same document, and what of a call arrives at its handler.
import { type Running, run } from '../security/generate.js';
import { WAYS, type Way } from './ways.js';

/** An operation by its parts; everything it does not say is the same for all. */
export interface Crossed {
  readonly path?: string;
  readonly method?: string;
  readonly parameters?: readonly object[];
  readonly requestBody?: object;
}

/** What became of a call. `refused`: by the client; `answered`: by the server, with another status than its handler gives. */
export type Outcome =
  | {
      readonly kind: 'received';
      readonly input: Readonly<Record<string, unknown>>;
      readonly request: Request;
    }
  | { readonly kind: 'refused'; readonly error: Error }
  | { readonly kind: 'answered'; readonly status: number; readonly body: string };

export interface Crossing {
  readonly name: string;
  call(operation: string, input: object): Promise<Outcome>;
  /** The same for a request that some other client made; its path counts from the base. */
  send(path: string, init?: RequestInit): Promise<Outcome>;
  readonly running: Running;
}

/** Crosses a client with a server in every way. */
export async function cross(
  operations: Readonly<Record<string, Crossed>>,
  rest: Readonly<Record<string, unknown>> = {},
): Promise<readonly [inProcess: Crossing, overSocket: Crossing, ...Crossing[]]> {
  const running = await run({ ...documentOf(operations), ...rest });
  const by = (way: Way) => crossing(running, way, operations);
  const [inProcess, overSocket, ...others] = WAYS;
  return [await by(inProcess), await by(overSocket), ...(await Promise.all(others.map(by)))];
}

export function documentOf(operations: Readonly<Record<string, Crossed>>): object {
  const paths = Object.entries(operations).map(([operationId, { path = '', method = 'post', ...parts }]) => [
    `/${operationId}${path}`,
    { [method]: { operationId, ...parts, responses: { 204: { description: 'Received' } } } },
  ]);
  return { openapi: '3.2.0', info: { title: 'T', version: '1' }, paths: Object.fromEntries(paths) };
}

async function crossing(
  running: Running,
  way: Way,
  operations: Readonly<Record<string, Crossed>>,
): Promise<Crossing> {
  let received: Readonly<Record<string, unknown>> | undefined;
  const handle = (input: never) => {
    received = input;
    return { status: 204 };
  };
  const thrown: unknown[] = [];
  const reached = await way.reach(running, {
    handlers: Object.fromEntries(Object.keys(operations).map((name) => [name, handle])),
    onError: (error) => thrown.push(error),
  });
  const told = async (status: number, body: () => Promise<string>, request: Request): Promise<Outcome> => {
    if (thrown.length > 0) throw thrown[0];
    return received
      ? { kind: 'received', input: received, request }
      : { kind: 'answered', status, body: await body() };
  };
  const client = running.createClient(reached);
  return {
    name: way.name,
    running,
    call: async (operation, input) => {
      const call = client[operation];
      if (!call) throw new Error(`There is no operation ${operation}.`);
      received = undefined;
      const before = reached.requests.length;
      const sent = () => reached.requests[before] ?? new Request('http://localhost');
      try {
        await call(input);
        return await told(204, async () => '', sent());
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (error.name === 'InvalidParameter') return { kind: 'refused', error };
        if (!('response' in error) || !('body' in error)) throw error;
        return told((error.response as Response).status, async () => String(error.body), sent());
      }
    },
    send: async (path, init) => {
      received = undefined;
      const request = new Request(reached.baseUrl + path, { method: 'POST', ...init });
      const response = await reached.fetch(request.clone());
      return told(response.status, () => response.text(), request);
    },
  };
}
