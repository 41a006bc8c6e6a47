// The vectors of `../shared/security`, each done to its base documents and judged by every check that it names; skipped where they are missing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopwatch } from '../stopwatch.js';
import { THOROUGH } from './effort.js';
import { generate, type Output, type Running, run } from './generate.js';
import { linesOf, textOf } from './places.js';
import { Shelf } from './shelf.js';
import { ANSWERS, ARGUMENTS, REQUESTS } from './vectors/exchange.js';
import { judgeOf, type Subject } from './vectors/judge.js';
import { ENVIRONMENTS, VERSIONS } from './vectors/surroundings.js';
import { applied, basesOf, type Vector, vectors } from './vectors/vector.js';
import { watched } from './watch.js';

/** Checks of what this program does not make, and why they do not apply. */
const NOT_MADE: Readonly<Record<string, string>> = {
  'html-inert': 'no report is HTML',
  'xml-wellformed': 'no report is XML',
  'markdown-inert': 'no report is Markdown',
  'csv-inert': 'no report is CSV',
};
/** Judged over all vectors together, below. */
const TOGETHER: ReadonlySet<string> = new Set(['no-canary', 'typechecks', 'no-pollution']);

const all = vectors();
const bases = (vector: Vector) => (THOROUGH ? basesOf(vector) : basesOf(vector).slice(0, 1));

const generated = all.filter(({ op }) => !op.startsWith('runtime-') && op !== 'environment');
// A developer waits for every eighth; .ci/run tries all of them.
const tried = generated.filter((_, at) => THOROUGH || at % 8 === 0);
const shelf = new Shelf();
const toCompile: string[] = [];
// Loaded when a document first leads to another: its own files are not what a vector reads.
beforeAll(() => import('@redocly/openapi-core'));
afterAll(() => shelf.remove());

describe.skipIf(all.length === 0)('vectors of what is generated', () => {
  const cases = tried.flatMap((vector) =>
    bases(vector).map((base) => ({ id: vector.id, title: vector.title, vector, base })),
  );

  it.each(cases)('$id $base $title', async ({ vector, base }) => {
    const subject = await subjectOf(vector, base);
    const wrong: string[] = [];
    for (const check of vector.expect.filter(
      (each) => !Object.hasOwn(NOT_MADE, each) && !TOGETHER.has(each),
    )) {
      const judge = judgeOf(check);
      const found = judge ? await judge(subject) : 'nobody judges this';
      if (found !== undefined) wrong.push(`${check}: ${found}`);
    }
    const { files } = subject.output;
    if (files && vector.expect.some((check) => TOGETHER.has(check))) {
      const name = `${vector.id}-${base}`;
      shelf.add(name, files);
      if (vector.expect.includes('typechecks')) toCompile.push(name);
    }
    expect(wrong).toEqual([]);
  });

  it('no output leaves a trace when it runs', { timeout: 60_000 }, async () => {
    const seen = await shelf.run();
    expect(seen.filter(({ traces }) => traces.length > 0)).toEqual([]);
    expect(Math.min(...seen.map(({ called }) => called))).toBeGreaterThan(20);
  });

  it('outputs compile', { timeout: 120_000 }, () => {
    expect(shelf.findings(toCompile)).toEqual([]);
  });
});

const isOfVersions = ({ payload, class: kind }: Vector) =>
  kind === 'client/version' || (kind === 'server/header' && JSON.stringify(payload).includes('Api-Version'));
const exchanged = all.filter((vector) => vector.op.startsWith('runtime-') && !isOfVersions(vector));

describe.skipIf(all.length === 0)('vectors of what generated code does', () => {
  const judges = { 'runtime-arg': ARGUMENTS, 'runtime-response': ANSWERS, 'runtime-request': REQUESTS };
  const running = new Map<string, Promise<Running>>();

  it.each(
    exchanged.flatMap((vector) =>
      bases(vector).map((base) => ({ id: vector.id, title: vector.title, vector, base })),
    ),
  )('$id $base $title', async ({ vector, base }) => {
    const code = running.get(base) ?? run(applied(vector, base).document);
    running.set(base, code);
    const byCheck = judges[vector.op as keyof typeof judges];
    const wrong: string[] = [];
    for (const check of vector.expect) {
      const found = await (byCheck[check]?.(vector, await code) ?? 'nobody judges this');
      if (found !== undefined) wrong.push(`${check}: ${found}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(all.length === 0)('vectors of what is around a document, and of versions', () => {
  const around = all.filter((vector) => vector.op === 'environment' || isOfVersions(vector));

  it.each(around.map((vector) => ({ id: vector.id, title: vector.title, vector })))(
    '$id $title',
    { timeout: 60_000 },
    async ({ vector }) => {
      const wrong: string[] = [];
      for (const check of vector.expect) {
        const document = applied(vector, basesOf(vector)[0] ?? '3.1').document;
        const judged = isOfVersions(vector)
          ? VERSIONS[check]?.(vector)
          : ENVIRONMENTS[check]?.(document, vector);
        const found = await (judged ?? 'nobody judges this');
        if (found !== undefined) wrong.push(`${check}: ${found}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  it('every vector is judged, or said here why not', (context) => {
    const judged = new Set([...generated, ...exchanged, ...around]);
    expect(all.filter((vector) => !judged.has(vector)).map(({ id }) => id)).toEqual([]);
    for (const vector of all)
      for (const check of vector.expect.filter((each) => Object.hasOwn(NOT_MADE, each)))
        context.annotate(`${vector.id} ${check} is not judged: ${NOT_MADE[check]}`);
  });
});

async function subjectOf(vector: Vector, base: '3.0' | '3.1'): Promise<Subject> {
  const done = applied(vector, base);
  const isText = typeof done.document === 'string';
  const made = async (document: unknown) => {
    const text = typeof document === 'string' ? document : textOf(document);
    return generate(text, isText ? 'openapi.yaml' : 'openapi.json');
  };
  const spent = stopwatch();
  const { value: output, touched } = await watched(() => made(done.document));
  const milliseconds = spent();
  const harmless = harmlessFor(vector);
  let twin: Promise<Output> | undefined;
  return {
    ...done,
    vector,
    output,
    harmless,
    twin: () => (twin ??= made(applied(vector, base, harmless).document)),
    lines: isText ? undefined : linesOf(done.document).get(done.pointer),
    milliseconds,
    touched,
  };
}

/** A word of the same class of token: of a path every segment but its variables. */
function harmlessFor({ pos, op, payload }: Vector): string {
  if (op !== 'rename-key' || !/^\/paths\/[^/]*$/.test(pos)) return 'zqwq';
  return String(payload).replace(/\{id\}|[^/{]+|\{/g, (part) => (part === '{id}' ? part : 'zqwq'));
}
