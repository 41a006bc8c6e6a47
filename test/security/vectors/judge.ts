// Hides the checks of what is generated of a vector's document: each a judgement, in words where it does not hold.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from '../../../generator/diagnostics.js';
import { ROOT } from '../../compile/compile.js';
import { specpact } from '../../generate/run.js';
import { snapshot } from '../../generate/scratch.js';
import { fastest } from '../../stopwatch.js';
import { generate, made, type Output, type Running, run, stripped } from '../generate.js';
import type { Span } from '../places.js';
import { parsed } from '../syntax.js';
import { twins } from '../twin.js';
import type { Touched } from '../watch.js';
import { listening } from './exchange.js';
import type { Applied, Vector } from './vector.js';

export interface Subject extends Applied {
  readonly vector: Vector;
  readonly output: Output;
  /** Of the document with a harmless word in place of the payload. */
  readonly twin: () => Promise<Output>;
  readonly harmless: string;
  /** The lines on which the payload stands. */
  readonly lines: Span | undefined;
  readonly milliseconds: number;
  readonly touched: Touched;
}

/** What is wrong; undefined where the check holds. */
export type Judge = (subject: Subject) => string | undefined | Promise<string | undefined>;

export const JUDGES: Readonly<Record<string, Judge>> = {
  parses: ({ output }) =>
    problem([...made(output.files ?? new Map())].flatMap(([path, text]) => parsed(path, text).errors)),

  'twin-ast': twinsOnly,
  roundtrip: async (subject) =>
    typeof subject.payload === 'string' ? twinsOnly(subject) : exampleHolds(subject),
  'no-directive': twinsOnly,
  'identifier-safe': async (subject) => {
    const names = exported(subject.output);
    const odd = names.filter((name) => /^(then|constructor|prototype|__proto__)$/.test(name));
    return problem(odd) ?? (await twinsOnly(subject));
  },
  'unique-names': ({ output }) => {
    const names = exported(output).map((name) => name.toLowerCase());
    return problem(names.filter((name, at) => names.indexOf(name) !== at));
  },
  'files-unique': ({ output }) => {
    const paths = [...(output.files?.keys() ?? [])].map((path) => path.normalize('NFC').toLowerCase());
    return problem(paths.filter((path, at) => paths.indexOf(path) !== at));
  },

  'stable-name': async ({ document, output }) => {
    const more = structuredClone(document) as { paths: Record<string, unknown> };
    more.paths['/unrelated'] = {
      get: { operationId: 'unrelated', responses: { 204: { description: 'd' } } },
    };
    const names = exported(await generate(more));
    return problem(exported(output).filter((name) => !names.includes(name)));
  },
  'param-still-bound': async ({ document }) => {
    const sent: string[] = [];
    const fetch = async ({ url }: Request) => {
      sent.push(decodeURIComponent(new URL(url).pathname));
      return Response.json({ id: 'a', name: 'n' });
    };
    const client = (await run(document)).createClient({ baseUrl: 'https://api.test', fetch });
    await client['getWidget']?.({ path: { id: 'w1' } });
    return sent.length === 1 && sent[0]?.includes('w1') && !sent[0].includes('{id}')
      ? undefined
      : `sent ${sent}`;
  },
  'query-roundtrip': async ({ vector, document }) => {
    // What the style cannot say is refused, never sent as something else.
    const sent: URL[] = [];
    const fetch = async ({ url }: Request) => {
      sent.push(new URL(url));
      return Response.json({ id: 'a', name: 'n' });
    };
    const client = (await run(document)).createClient({ baseUrl: 'https://api.test', fetch });
    const isArray = vector.pos.endsWith('/style');
    const hostile = 'a/b?c#d&e=f+g%';
    const query = isArray ? { tags: ['c|d', 'e,f&g=h#'] } : { kind: hostile };
    await client['getWidget']?.({ path: { id: 'a' }, query });
    const [url] = sent;
    const back = [...(url?.searchParams ?? [])];
    const expected = isArray ? [['tags', 'c|d e,f&g=h#']] : [['kind', hostile]];
    if (!isDeepStrictEqual(back, expected)) return `sent ${url}`;
    if (!isArray) return undefined;
    const error = await client['getWidget']?.({ path: { id: 'a' }, query: { tags: ['a b', 'c'] } }).then(
      () => undefined,
      ({ name }: Error) => name,
    );
    return error === 'InvalidParameter' ? undefined : `an item with the delimiter in it: ${error}`;
  },

  'no-network': ({ touched }) => problem(touched.hosts),
  'no-file-outside-root': ({ touched, output }) =>
    problem(touched.files.filter((path) => !isBelow(path, output.folder) && !isBelow(path, ROOT))),
  'no-auth-leak': async ({ document }) => {
    const told: string[] = [];
    const listener: RequestListener = (request, response) => {
      told.push(...Object.keys(request.headers));
      response.setHeader('content-type', 'application/json').end('{"type":"string"}');
    };
    return listening(listener, async (origin) => {
      const there = JSON.parse(
        JSON.stringify(document).replace(/http:\/\/other-origin\.test:\d+/g, origin),
      ) as unknown;
      const { files } = await generate(there, 'openapi.json', { allowHosts: [new URL(origin).host] });
      const secrets = told.filter((name) => /authorization|cookie|key|signature/i.test(name));
      return files && told.length > 0 ? problem(secrets) : 'the host was not asked';
    });
  },
  'files-confined': async ({ payload, document }) => {
    const tree = document as {
      paths: Record<string, { get?: { tags: string[] } }>;
      components: { schemas: object };
    };
    const [item] = Object.values(structuredClone(tree.paths));
    const asTag = {
      ...tree,
      paths: { '/widgets/{id}': { ...item, get: { ...item?.get, tags: [String(payload)] } } },
    };
    const asComponent = {
      ...tree,
      components: { ...tree.components, schemas: { ...tree.components.schemas, [String(payload)]: {} } },
    };
    const wrong = await Promise.all([tree, asTag, asComponent].map(written));
    return problem(wrong.flat());
  },

  loads: accepted,
  bounded: ({ milliseconds }) => (milliseconds < 5000 ? undefined : `${Math.round(milliseconds)} ms`),
  'regex-bounded': async (subject) => {
    if (!subject.output.files) return refusedAs('pattern-unbounded')(subject);
    const guard = (await run(subject.document)).validators['Widget'];
    const took = fastest(() => guard?.({ id: `${'a'.repeat(50_000)}!`, name: 'n' }), 100);
    return guard && took < 100 ? undefined : `${Math.round(took)} ms for 50 kB`;
  },
  'validator-own-properties': withGuard(
    (guard) => !guard({}) && !guard({ name: 'n' }) && !guard({ id: 'a' }),
  ),
  'diag:proto-property-or-own': withGuard(
    (guard) =>
      !guard(JSON.parse('{"id":"a","__proto__":1}')) &&
      !guard({ id: 'a' }) &&
      guard(JSON.parse('{"id":"a","__proto__":"text"}')),
  ),
  // What has no reading with the flag is read without it.
  'diag:pattern-flag-or-fallback': withGuard(
    (guard) => guard({ id: 'a.-_', name: 'n' }) && !guard({ id: '/', name: 'n' }),
  ),
  'diag:bidi-or-control': (subject) => said(subject, 'bidi-or-control', 'warning'),
  'diag:unbounded-unique-items': (subject) => said(subject, 'unbounded-unique-items', 'info'),
};

/** The check of a name; every `diag:<id>` is one. */
export function judgeOf(check: string): Judge | undefined {
  return JUDGES[check] ?? (check.startsWith('diag:') ? refusedAs(check.slice('diag:'.length)) : undefined);
}

function problem(found: readonly string[]): string | undefined {
  return found.length === 0 ? undefined : [...new Set(found)].join(' | ').slice(0, 1000);
}

function isBelow(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder}/`) || folder.startsWith(`${path}/`);
}

/** What is written where it should not be, or under a name that it should not have. */
async function written(document: object): Promise<string[]> {
  const outer = mkdtempSync(join(tmpdir(), 'specpact-confined-'));
  try {
    const cwd = join(outer, 'a/b');
    mkdirSync(cwd, { recursive: true });
    writeFileSync(join(cwd, 'openapi.json'), JSON.stringify(document));
    await specpact(
      ['generate', 'openapi.json', '--output', 'out', '--targets', 'client,server,examples,hono'],
      cwd,
    );
    const outside = Object.keys(snapshot(outer)).filter((path) => path !== 'a/b/openapi.json');
    return outside.filter((path) => !/^a\/b\/out\/(runtime\/(auth\/)?)?[a-z0-9.-]+$/.test(path));
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

function accepted({ output }: Subject): string | undefined {
  return output.files ? undefined : `refused: ${output.diagnostics.map(({ message }) => message).join(' ')}`;
}

async function twinsOnly(subject: Subject): Promise<string | undefined> {
  const { output, payload, harmless } = subject;
  const twin = await subject.twin();
  if (!output.files || !twin.files)
    return accepted(subject) ?? `the twin is refused: ${twin.diagnostics[0]?.message}`;
  return problem(twins(output.files, twin.files, [{ hostile: String(payload), harmless }]).complaints);
}

/** A value that is no text: it stands in an example, whole. */
async function exampleHolds({ output, payload }: Subject): Promise<string | undefined> {
  const text = output.files?.get('examples.ts') ?? '';
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(stripped(text))}`);
  const found = (node: unknown): boolean =>
    isDeepStrictEqual(node, payload) ||
    (typeof node === 'object' && node !== null && Object.values(node).some(found));
  return found({ ...(module as object) }) ? undefined : 'no example is the payload';
}

function exported({ files }: Output): string[] {
  const text = files?.get('client.ts') ?? '';
  return [...text.matchAll(/^export function ([\p{ID_Continue}$]+)/gmu)].map(([, name = '']) => name);
}

function refusedAs(id: string): Judge {
  return ({ output, lines }) => {
    if (output.files) return 'it is generated';
    const found = output.diagnostics.filter((each) => each.severity === 'error');
    if (found.some((each) => each.id === id && isAt(each, lines))) return undefined;
    return `said instead, for line ${lines?.first}: ${found.map((each) => `${each.id} ${each.position?.line}`).join(', ')}`;
  };
}

/** True where a diagnostic is about the payload: its key, or what of it is a tree. */
function isAt({ position }: Diagnostic, lines: Span | undefined): boolean {
  if (!lines) return position !== undefined;
  return position !== undefined && lines.first <= position.line && position.line <= lines.last;
}

function said({ output, lines }: Subject, id: string, severity: string): string | undefined {
  const found = output.diagnostics.some(
    (each) => each.id === id && each.severity === severity && isAt(each, lines),
  );
  return found && output.files ? undefined : `nobody says ${id} at line ${lines?.first}`;
}

function withGuard(holds: (guard: NonNullable<Running['validators'][string]>) => boolean): Judge {
  return async ({ output, document }) => {
    if (!output.files) return 'it is refused';
    const guard = (await run(document)).validators['Widget'];
    return guard && holds(guard) ? undefined : 'the guard of Widget judges otherwise';
  };
}
