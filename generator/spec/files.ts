// Hides where `$ref`s may lead: files below the spec root after symbolic links are followed, and hosts that were named. Nothing else.
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { domainToASCII, fileURLToPath } from 'node:url';
import { type OnRead, readFailure } from '../source.js';
import { placeReferences } from './anchors.js';
import { straightenReferences } from './detours.js';
import { parseText } from './parse.js';

export interface FileOptions {
  /** Absolute folder that no reference may leave. */
  readonly root: string;
  /** Host names that `https:` and `http:` references may reach, at their default ports unless one is named; none by default. */
  readonly allowHosts?: readonly string[];
  /** Told of what lies below the root only: of nothing else does the disk decide. */
  readonly onRead?: OnRead;
}

export interface ReadFile {
  /** An absolute path or a URL. */
  readonly name: string;
  readonly text: string;
  /** As a host said it. */
  readonly mediaType?: string;
}

/**
 * The trees of one run, so that loading and linting parse a file once, for all versions of a family. Who asks has read the text
 * itself: what it may not read it does not get from here. Trees are shared: whoever changes one changes a copy.
 */
export class ParsedTexts {
  readonly #known = new Map<string, { readonly text: string; readonly tree: unknown }>();

  /** @throws Error of the parser */
  treeOf({ name, text }: ReadFile): unknown {
    const known = this.#known.get(name);
    if (known?.text === text) return known.tree;
    const tree = this.parse(name, text);
    this.#known.set(name, { text, tree });
    return tree;
  }

  protected parse(_name: string, text: string): unknown {
    const tree = parseText(text);
    placeReferences(tree, text);
    straightenReferences(tree, text);
    return tree;
  }
}

/** Messages of refusals begin so; what else cannot be resolved is merely missing. */
export const REFUSED = 'refused: ';

/** Bytes that all files of one document may have together: four times the largest document that is known. */
const SIZE_LIMIT = 56 * 1024 * 1024;
const TOO_LARGE = `the files are larger than ${SIZE_LIMIT} bytes`;
/** And values: more than twice those of the largest document that is known. What is read of one takes a hundred times its text. */
const VALUE_LIMIT = 1_500_000;
const TOO_MANY = `the files hold more than ${VALUE_LIMIT} values`;
const REMOTE_TIMEOUT_MS = 20_000;
/** Shares of a network and drives, as Windows writes them: to be refused there, they are refused everywhere. */
const ELSEWHERE = /^(?:\\\\|[a-z]:)/i;

/** The files and hosts that the references of one document may reach. */
export class ConfinedFiles {
  readonly #root: string;
  readonly #allowHosts: ReadonlySet<string>;
  readonly #onRead: OnRead | undefined;
  #left = SIZE_LIMIT;
  #turn: Promise<unknown> = Promise.resolve();
  #valuesLeft = VALUE_LIMIT;

  constructor(options: FileOptions) {
    this.#root = resolve(options.root);
    this.#onRead = options.onRead;
    this.#allowHosts = new Set((options.allowHosts ?? []).map(hostOf));
  }

  /** The absolute path or URL that a reference in a file names. */
  nameOf(base: string | null, ref: string): string {
    // One file has one name, or it would be read twice and shown twice.
    if (/^file:/i.test(ref)) return pathOf(ref) ?? ref;
    if (/^[a-z][a-z0-9+.-]+:/i.test(ref)) return ref;
    if (ELSEWHERE.test(ref)) return `device:${ref}`;
    if (base && /^https?:/i.test(base)) return URL.canParse(ref, base) ? new URL(ref, base).href : ref;
    // URI references percent-encode what file names may hold; a sequence that does not decode is taken as it stands.
    return resolve(base ? dirname(base) : this.#root, decoded(ref));
  }

  /** @throws Error in words for people, without an absolute path; a refusal begins with REFUSED */
  async read(name: string): Promise<ReadFile> {
    try {
      if (/^https?:/i.test(name)) return await this.#remote(name);
      if (/^[a-z][a-z0-9+.-]+:/i.test(name)) throw new Error(`${REFUSED}only files and https are read`);
      return await this.#inTurn(() => this.#local(name));
    } catch (cause) {
      throw cause instanceof Error && !('code' in cause) ? cause : new Error(readFailure(cause));
    }
  }

  /** One after the other, in the order in which they are asked for: which file is the one too many must not depend on the disk. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #local(path: string): Promise<ReadFile> {
    const root = await realpath(this.#root);
    const outside = new Error(`${REFUSED}it is outside the spec root`);
    // Refuse by name before touching the disk, so that not even the existence of a foreign file is told.
    if (!isInside(resolve(path), this.#root)) throw outside;
    try {
      const real = await realpath(path);
      if (!isInside(real, root)) throw outside;
      const found = await stat(real);
      if (found.isDirectory()) throw new Error('it is a folder, not a file');
      // What has no size may have no end.
      if (!found.isFile()) throw new Error('it is no regular file');
      this.#take(found.size);
      const bytes = await readFile(real);
      this.#onRead?.(path, bytes);
      this.#takeValues(bytes);
      return { name: path, text: plainText(bytes.toString('utf8')) };
    } catch (cause) {
      this.#onRead?.(path, undefined);
      throw cause;
    }
  }

  #take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new Error(TOO_LARGE);
  }

  #takeValues(bytes: Uint8Array): void {
    this.#valuesLeft -= valuesIn(bytes);
    if (this.#valuesLeft < 0) throw new Error(TOO_MANY);
  }

  async #remote(name: string): Promise<ReadFile> {
    if (!URL.canParse(name)) throw new Error(`${REFUSED}it is no URL`);
    const url = new URL(name);
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    if (!this.#allowHosts.has(url.host) && !this.#allowHosts.has(`${url.hostname}:${port}`)) {
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
    const mediaType = response.headers.get('content-type');
    const text = plainText(await this.#limitedText(response));
    return { name: url.href, text, ...(mediaType !== null && { mediaType }) };
  }

  async #limitedText(response: Response): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      this.#take(chunk.byteLength);
      this.#takeValues(chunk);
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  }
}

/** A host as URLs spell it: in lower case, and of other scripts in ASCII. */
function hostOf(written: string): string {
  const [, name = '', port = ''] = /^(.*?)(:\d+)?$/.exec(written) ?? [];
  return (domainToASCII(name) || name.toLowerCase()) + port;
}

/** Bytes that stand between values, as 1: in JSON separators, in YAML line ends as well. */
const BETWEEN = Uint8Array.from({ length: 256 }, (_, byte) =>
  '\n,[{'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

/** How many values a text has at most, more or less, before it costs anything to know. */
function valuesIn(bytes: Uint8Array): number {
  const { length } = bytes;
  let values = 0;
  // Of every large document: a sum of what a table holds takes half as long as three comparisons.
  for (let at = 0; at < length; at++) values += BETWEEN[bytes[at] ?? 0] ?? 0;
  return values;
}

/** Without a byte order mark, and with one kind of line end: parsers and editors must count the same lines and columns. */
function plainText(text: string): string {
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text;
  return unmarked.includes('\r') ? unmarked.replace(/\r\n?/g, '\n') : unmarked;
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
