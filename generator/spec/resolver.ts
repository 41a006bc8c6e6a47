// Hides where `$ref`s may lead: files below the spec root after symbolic links are followed, and hosts that were named. Nothing else.
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BaseResolver, type Document, ResolveError, Source, YamlParseError } from '@redocly/openapi-core';
import { type OnRead, readFailure } from '../source.js';

export interface ResolverOptions {
  /** Absolute folder that no reference may leave. */
  readonly root: string;
  /** Host names (with port where not the default) that `https:` and `http:` references may reach; none by default. */
  readonly allowHosts?: readonly string[];
  /** Texts that other resolvers of this run have parsed. Their trees are shared: whoever changes one asks for `ownTrees`. */
  readonly parsed?: ParsedTexts;
  /** Gives each document a tree of its own, which bundling may change. */
  readonly ownTrees?: boolean;
  /** Told of what lies below the root only: of nothing else does the disk decide. */
  readonly onRead?: OnRead;
}

/**
 * The documents of one run, so that loading and linting parse a file once, for all versions of a family. Each resolver still
 * reads the text itself: what it may not read it does not get from here.
 */
export class ParsedTexts {
  readonly #documents = new Map<string, Document>();

  get(source: Source, parse: () => Document): Document {
    const known = this.#documents.get(source.absoluteRef);
    if (known?.source.body === source.body) return known;
    const document = parse();
    // A file that is no YAML by its name is left as text, unless it is the document itself: that may still come.
    if (document.parsed !== source.body) this.#documents.set(source.absoluteRef, document);
    return document;
  }
}

/** Messages of refusals begin so; what else cannot be resolved is merely missing. */
export const REFUSED = 'refused: ';

/** Bytes that one remote document may have. */
const REMOTE_LIMIT = 64 * 1024 * 1024;
/** Nodes that a document may have once its aliases are written out. */
const EXPANDED_LIMIT = 10_000_000;
const REMOTE_TIMEOUT_MS = 20_000;

/**
 * A resolver for @redocly/openapi-core that is confined to the spec root (the default one reads any file and any URL).
 * It caches every document, so that linting and bundling parse each file once.
 */
export function confinedResolver(options: ResolverOptions): BaseResolver {
  return new ConfinedResolver(options);
}

class ConfinedResolver extends BaseResolver {
  readonly #root: string;
  readonly #allowHosts: ReadonlySet<string>;
  readonly #parsed: ParsedTexts | undefined;
  readonly #ownTrees: boolean;
  readonly #onRead: OnRead | undefined;

  constructor(options: ResolverOptions) {
    super();
    this.#parsed = options.parsed;
    this.#ownTrees = options.parsed !== undefined && options.ownTrees === true;
    this.#root = resolve(options.root);
    this.#onRead = options.onRead;
    this.#allowHosts = new Set((options.allowHosts ?? []).map((host) => host.toLowerCase()));
  }

  override resolveExternalRef(base: string | null, ref: string): string {
    // One file has one name, or it would be read twice and shown twice.
    if (/^file:/i.test(ref)) return pathOf(ref) ?? ref;
    if (/^[a-z][a-z0-9+.-]+:/i.test(ref)) return ref;
    if (base && /^https?:/i.test(base)) return URL.canParse(ref, base) ? new URL(ref, base).href : ref;
    // URI references percent-encode what file names may hold; a sequence that does not decode is taken as it stands.
    return resolve(base ? dirname(base) : this.#root, decoded(ref));
  }

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    try {
      if (/^https?:/i.test(absoluteRef)) return await this.#remote(new URL(absoluteRef));
      if (/^[a-z][a-z0-9+.-]+:/i.test(absoluteRef))
        throw new Error(`${REFUSED}only files and https are read`);
      return await this.#local(absoluteRef);
    } catch (cause) {
      if (cause instanceof ResolveError) throw cause;
      throw new ResolveError(
        cause instanceof Error && !('code' in cause) ? cause : new Error(readFailure(cause)),
      );
    }
  }

  override parseDocument(source: Source, isRoot = false): Document {
    const parse = () => this.#parse(source, isRoot);
    const document = this.#parsed ? this.#parsed.get(source, parse) : parse();
    return this.#ownTrees ? { ...document, parsed: structuredClone(document.parsed) } : document;
  }

  #parse(source: Source, isRoot: boolean): Document {
    const document = super.parseDocument(source, isRoot);
    const problem = source.body.includes('&') ? aliasProblem(document.parsed) : undefined;
    if (problem !== undefined) throw new YamlParseError(new Error(problem), source);
    return document;
  }

  async #local(path: string): Promise<Source> {
    const root = await realpath(this.#root);
    const outside = new Error(`${REFUSED}it is outside the spec root`);
    // Refuse by name before touching the disk, so that not even the existence of a foreign file is told.
    if (!isInside(resolve(path), this.#root)) throw outside;
    try {
      const real = await realpath(path);
      if (!isInside(real, root)) throw outside;
      if ((await stat(real)).isDirectory()) throw new Error('it is a folder, not a file');
      const bytes = await readFile(real);
      this.#onRead?.(path, bytes);
      return new Source(path, plainText(bytes.toString('utf8')));
    } catch (cause) {
      this.#onRead?.(path, undefined);
      throw cause;
    }
  }

  async #remote(url: URL): Promise<Source> {
    if (!this.#allowHosts.has(url.host.toLowerCase())) {
      throw new Error(`${REFUSED}the network is closed; --allow-host ${url.host} would open it`);
    }
    this.#onRead?.(url.href, undefined);
    if (url.username || url.password) throw new Error(`${REFUSED}credentials in a URL are not sent`);
    const response = await fetch(url, {
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(REMOTE_TIMEOUT_MS),
    });
    if (!response.ok) {
      await response.body?.cancel(); // an answer that is never read would keep the process alive
      const redirected = response.status >= 300 && response.status < 400;
      throw new Error(
        redirected ? `${REFUSED}redirects are not followed` : `the host answered ${response.status}`,
      );
    }
    return new Source(
      url.href,
      plainText(await limitedText(response)),
      response.headers.get('content-type') ?? undefined,
    );
  }
}

/** YAML aliases share objects: a few lines can stand for billions of nodes, or for a tree that holds itself. Every later walk would pay. */
function aliasProblem(root: unknown): string | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const stack: { node: object; children: unknown[]; size: number }[] = [];
  const enter = (value: unknown): number | 'pushed' | 'circle' => {
    if (typeof value !== 'object' || value === null) return 1;
    if (open.has(value)) return 'circle';
    const known = sizes.get(value);
    if (known !== undefined) return known;
    open.add(value);
    stack.push({ node: value, children: Object.values(value), size: 1 });
    return 'pushed';
  };
  enter(root);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.children.pop();
    const size = child === undefined && top.children.length === 0 ? 0 : enter(child);
    if (size === 'circle') return 'an alias refers to what contains it';
    if (size === 'pushed') continue;
    top.size += size;
    if (top.size > EXPANDED_LIMIT) return `its aliases stand for more than ${EXPANDED_LIMIT} nodes`;
    if (top.children.length > 0) continue;
    stack.pop();
    open.delete(top.node);
    sizes.set(top.node, top.size);
    const parent = stack.at(-1);
    if (parent) parent.size += top.size;
  }
  return undefined;
}

async function limitedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > REMOTE_LIMIT) throw new Error(`${REFUSED}it is larger than ${REMOTE_LIMIT} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Without a byte order mark, and with one kind of line end: parsers and editors must count the same lines and columns. */
function plainText(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

function pathOf(fileUrl: string): string | undefined {
  try {
    return fileURLToPath(fileUrl);
  } catch {
    return undefined;
  }
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function decoded(ref: string): string {
  try {
    return decodeURIComponent(ref);
  } catch {
    return ref;
  }
}
