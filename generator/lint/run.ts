// Hides how a document is linted: Redocly walks it once with its rules and ours, over the same parsed files that loading uses.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BaseResolver,
  createConfig,
  type Document,
  detectSpec,
  lintDocument,
  type NormalizedProblem,
} from '@redocly/openapi-core';
import type { Diagnostic } from '../diagnostics.js';
import { hasErrors } from '../diagnostics.js';
import { belongingOf } from '../project/documents.js';
import { pointerAt, shownPath, sizeLimit } from '../source.js';
import { type CircularReference, findCircle } from '../spec/circles.js';
import { openDocument } from '../spec/open.js';
import { DEVICE_FLOW } from '../spec/redocly-types.js';
import { nodeAt } from '../spec/references.js';
import { confinedResolver, type ResolverOptions } from '../spec/resolver.js';
import { sourcesOf } from '../spec/sources.js';
import { finding, ordered, SourcePlaces } from './findings.js';
import { lifeFindings } from './lives.js';
import { specpactPlugin } from './plugin.js';
import { annotatedSources, projected, type Written } from './projected.js';
import { type Level, levelsFor } from './ruleset.js';
import { SchemaStore } from './schema-store.js';
import type { Membership } from './scope.js';

export interface LintSpecOptions {
  /** Folder that printed paths are relative to. */
  readonly cwd: string;
  /** Folder that no `$ref` may leave; the folder of the document by default. */
  readonly root?: string;
  readonly allowHosts?: readonly string[];
  /** The family of the document; without it family-agrees has nothing to say. */
  readonly membership?: Membership;
  /** Shared by the documents of one root, so that each file is parsed and each schema compiled once. */
  readonly session?: LintSession;
}

/** What the documents of one root share during a run. */
export interface LintSession {
  readonly options: ResolverOptions;
  readonly resolver: BaseResolver;
  readonly schemas: SchemaStore;
}

export function lintSession(options: ResolverOptions): LintSession {
  return { options, resolver: confinedResolver(options), schemas: new SchemaStore() };
}

/**
 * Redocly looks for `@theme/plugin.js` beside the configuration and runs it. Without a path that is the working folder, which may be
 * a stranger's: this names a folder of ours, where there is none.
 */
const CONFIG_PATH = join(dirname(fileURLToPath(import.meta.url)), 'rules', 'redocly.yaml');

/**
 * Lints one OpenAPI document and all that it refers to.
 * @returns every finding, by file, line, column and id. Never throws for bad input: `file-unreadable`, `syntax-invalid`, `document-invalid`, …
 */
export async function lintSpec(path: string, options: LintSpecOptions): Promise<readonly Diagnostic[]> {
  const absolute = resolve(options.cwd, path);
  const file = shownPath(absolute, options.cwd);
  const { allowHosts } = options;
  const session =
    options.session ??
    lintSession({ root: options.root ?? dirname(absolute), ...(allowHosts && { allowHosts }) });

  const opened = await openDocument(absolute, file, session.resolver);
  if (!opened.value) return opened.diagnostics;
  const parsed = opened.value;
  const problem = notOpenApi(parsed.parsed);
  if (problem !== undefined) return [documentInvalid(file, problem)];
  const sources = await annotatedSources(parsed, session);
  const { membership } = options;
  const restated = membership && belongingOf(membership.manifest, membership.entry.id);
  if (!sources && !restated) return ordered(await walk(parsed, file, session, options));
  const read = sources ?? (await sourcesOf(parsed, session.resolver));
  const lives = lifeFindings(read, membership, options.cwd);
  // What a version is of a document whose lives make no sense is not known; a lone one may use these words in a way of its own.
  if (membership && hasErrors(lives)) return ordered(lives);
  const seen = hasErrors(lives)
    ? undefined
    : await projected(parsed, read, session, membership?.entry.id, restated);
  const found = seen
    ? await walk(seen.document, file, seen.session, options, seen.written)
    : await walk(parsed, file, session, options);
  return ordered([...lives, ...found]);
}

async function walk(
  document: Document,
  file: string,
  session: LintSession,
  options: LintSpecOptions,
  written?: Written,
): Promise<Diagnostic[]> {
  const { membership } = options;
  const plugin = specpactPlugin({ schemas: session.schemas, ...(membership && { membership }) });
  const lintWith = async (rules: Readonly<Record<string, Level>>) => {
    const config = await createConfig(
      { plugins: [plugin, DEVICE_FLOW], rules: { ...rules }, resolve: { doNotResolveExamples: true } },
      { configPath: CONFIG_PATH },
    );
    const problems = await lintDocument({ document, config, externalRefResolver: session.resolver });
    const places = new SourcePlaces(options.cwd, written);
    return problems
      .filter((problem) => !isMisread(problem, document))
      .map((problem) => finding(problem, places));
  };
  // Asked beforehand of the document itself, since a long chain also takes Redocly a very long time; of other files when they are read.
  const circle = await findCircle<Document>(document, session.resolver);
  if (circle) return [circular(circle, options.cwd)];
  const unbearable = hashedAlike(document.parsed);
  if (unbearable !== undefined) {
    const location = { source: document.source, pointer: unbearable, reportOnKey: true };
    const { hint, ...said } = sizeLimit(
      `a thousand parts stand below names of more than ${LONGEST_POINTER} characters`,
    );
    const position = new SourcePlaces(options.cwd).of({ location: [location] });
    return [
      { ...said, hint: 'Give what stands on the way to them a shorter name.', ...(position && { position }) },
    ];
  }
  try {
    return await lintWith(levelsFor(membership !== undefined));
  } catch (cause) {
    for (const read of await Promise.all(
      [...session.resolver.cache.values()].map((each) => each.catch(() => undefined)),
    )) {
      const found =
        read && !(read instanceof Error) ? await findCircle<Document>(read, session.resolver) : undefined;
      if (found) return [circular(found, options.cwd)];
    }
    // Most of Redocly's rules trust the shape of the document. Where that is wrong, the two that do not can say so.
    if (cause instanceof RangeError)
      return [documentInvalid(file, 'it contains itself, or is nested too deeply')];
    const findings = await lintWith({ struct: 'error', 'specpact/ref-resolves': 'error' }).catch(() => []);
    if (hasErrors(findings)) return findings;
    throw cause;
  }
}

/** Where `type: file` may stand in 2.0: the schema of an answer, itself. */
const FILE = /\/responses\/[^/]+\/schema\/type$/;

/** Of texts that are longer, the platform's sets look at the length only: many of them take as long as all pairs of them. */
const LONGEST_POINTER = 16_000;
const MAX_LONG_POINTERS = 1000;

/** Where the walk below is. A pointer is made of it only when it is asked for: a text of 36 MB has half a million. */
interface Place {
  readonly node: unknown;
  readonly key: string;
  readonly above?: Place;
  /** Of the pointer, but for what is escaped in it. */
  readonly length: number;
}

/** The pointer of the first of too many objects with long pointers, each of which Redocly remembers; undefined where they are few. */
function hashedAlike(root: unknown): string | undefined {
  let [first, count]: [Place | undefined, number] = [undefined, 0];
  const seen = new Set<unknown>();
  const stack: Place[] = [{ node: root, key: '#', length: 1 }];
  for (let above = stack.pop(); above; above = stack.pop()) {
    const { node, length } = above;
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    if (length > LONGEST_POINTER) {
      first ??= above;
      count += 1;
      if (count > MAX_LONG_POINTERS) return pointerTo(first);
    }
    for (const key of Object.keys(node)) {
      const value = (node as Readonly<Record<string, unknown>>)[key];
      if (typeof value === 'object') stack.push({ node: value, key, above, length: length + 1 + key.length });
    }
  }
  return undefined;
}

function pointerTo(place: Place): string {
  const keys: string[] = [];
  for (let at = place; at.above; at = at.above) keys.push(at.key);
  return pointerAt('#', ...keys.reverse());
}

/**
 * True for what Redocly takes for mistakes: `true` and `false`, which are schemas since 3.1, and what refers to them; definitions
 * in a schema that nothing refers to, but which its dynamic references may mean; and answers of 2.0 that are files.
 */
function isMisread({ ruleId, message, location }: NormalizedProblem, { parsed, source }: Document): boolean {
  const [at] = location;
  const pointer = at?.pointer ?? '';
  if (ruleId === 'no-unused-components') return /\/\$defs\//.test(pointer);
  if (ruleId !== 'struct' || detectSpec(parsed).startsWith('oas3_0')) return false;
  if (detectSpec(parsed) === 'oas2' && at?.source === source && FILE.test(pointer))
    return nodeAt(parsed, pointer.slice(1)) === 'file';
  return (
    message.startsWith('Expected type `Schema` (object) but got `boolean`') ||
    message.startsWith('Property `$ref` is not expected here')
  );
}

function circular({ document, pointer, ref }: CircularReference<Document>, cwd: string): Diagnostic {
  const location = { source: document.source, pointer: `${pointer}/$ref`, reportOnKey: true };
  const message = `The $ref ${JSON.stringify(ref)} leads nowhere: only to other $refs, without end.`;
  const problem: NormalizedProblem = {
    ruleId: 'ref-cycle',
    severity: 'error',
    message,
    location: [location],
    suggest: [],
  };
  return finding(problem, new SourcePlaces(cwd));
}

function notOpenApi(parsed: unknown): string | undefined {
  try {
    const version = detectSpec(parsed);
    return version.startsWith('oas') ? undefined : `it is a document of another kind (${version})`;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function documentInvalid(file: string, why: string): Diagnostic {
  return {
    id: 'document-invalid',
    severity: 'error',
    message: `This is not an OpenAPI document that can be linted: ${why}.`,
    position: { file, line: 1, column: 1 },
    hint: 'An OpenAPI document begins with `openapi: 3.x.y`, `info` and `paths`.',
  };
}
