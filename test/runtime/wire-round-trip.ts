// Hides how a test sends a value through a real URL and real headers, and reads it back as a server does.
import { rawRequest, readParameter } from '../../runtime/decode.js';
import { incomingOf } from '../../runtime/incoming.js';
import { buildRequest } from '../../runtime/parameters.js';
import type { SchemaData } from '../../runtime/schema.js';
import { plain } from '../../runtime/shape.js';
import type { WireParameter } from '../../runtime/wire.js';

export const BASE = 'https://api.example.com';

/** A parameter, and what its schema says of it. */
export type Tried = WireParameter & { readonly schema?: SchemaData };

type Sent = Pick<WireParameter, 'in'> & Partial<Tried>;

/** A parameter called `color`, unless it says otherwise. */
export function parameter(given: Sent): Tried {
  return { name: 'color', ...given };
}

/** `/before/{color}/after?…` as a client sends it; values by own keys, so that `__proto__` is a name like any other. */
export function write(parameters: readonly Tried[], values: readonly unknown[]): Request {
  const segments = parameters.filter((each) => each.in === 'path').map((each) => `{${each.name}}`);
  const path = ['/before', ...segments, 'after'].join('/');
  const placed = (place: WireParameter['in']) =>
    Object.fromEntries(
      parameters.flatMap((each, index) => (each.in === place ? [[each.name, values[index]]] : [])),
    );
  const built = buildRequest(
    { path, parameters },
    {
      path: placed('path'),
      query: placed('query'),
      querystring: placed('querystring'),
      header: placed('header'),
      cookie: placed('cookie'),
    },
  );
  return new Request(new URL(built.path, BASE), { headers: built.headers });
}

/** What a server reads for each of the parameters. */
export function read(request: Request, parameters: readonly Tried[]): unknown[] {
  const segments = new URL(request.url).pathname.split('/').slice(2, -1);
  const names = parameters.filter((each) => each.in === 'path').map((each) => each.name);
  const raw = rawRequest(
    incomingOf(request),
    Object.fromEntries(names.map((name, index) => [name, segments[index] ?? ''])),
  );
  return parameters.map((each) => {
    const others = parameters.filter((other) => other.in === each.in).map((other) => other.name);
    return readParameter(each, raw, new Set(others), plain.of(each.schema));
  });
}

export function roundTrip(parameters: readonly Tried[], values: readonly unknown[]): unknown[] {
  return read(write(parameters, values), parameters);
}
