// Hides how Redocly reads files: through ours, which are confined to the spec root (its own resolver reads any file and any URL).
import { BaseResolver, type Document, ResolveError, Source, YamlParseError } from '@redocly/openapi-core';
import { ConfinedFiles, type FileOptions, ParsedTexts } from './files.js';

export interface ResolverOptions extends FileOptions {
  /** Trees that others of this run have parsed. They are shared: whoever changes one asks for `ownTrees`. */
  readonly parsed?: ParsedTexts;
  /** Gives each document a tree of its own, which bundling may change. */
  readonly ownTrees?: boolean;
}

/** A resolver for @redocly/openapi-core. It caches every document, so that linting and bundling parse each file once. */
export function confinedResolver(options: ResolverOptions): BaseResolver {
  return new ConfinedResolver(options);
}

class ConfinedResolver extends BaseResolver {
  readonly #files: ConfinedFiles;
  readonly #parsed: ParsedTexts;
  readonly #ownTrees: boolean;

  constructor(options: ResolverOptions) {
    super();
    this.#files = new ConfinedFiles(options);
    this.#parsed = options.parsed ?? new ParsedTexts();
    this.#ownTrees = options.parsed !== undefined && options.ownTrees === true;
  }

  override resolveExternalRef(base: string | null, ref: string): string {
    return this.#files.nameOf(base, ref);
  }

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    try {
      const { name, text, mediaType } = await this.#files.read(absoluteRef);
      return new Source(name, text, mediaType);
    } catch (cause) {
      throw new ResolveError(cause as Error);
    }
  }

  override parseDocument(source: Source, isRoot = false): Document {
    // A file that is no YAML by its name is left as text, unless it is the document itself.
    if (!isRoot && !isTree(source)) return { source, parsed: source.body };
    try {
      const tree = this.#parsed.treeOf({ name: source.absoluteRef, text: source.body });
      return { source, parsed: this.#ownTrees ? structuredClone(tree) : tree };
    } catch (cause) {
      throw new YamlParseError(cause as Error, source);
    }
  }
}

function isTree({ absoluteRef, mimeType }: Source): boolean {
  const path = /^https?:/i.test(absoluteRef) ? new URL(absoluteRef).pathname : absoluteRef;
  return /\.(ya?ml|json)$/.test(path) || /json|yaml|openapi/.test(mimeType ?? '');
}
