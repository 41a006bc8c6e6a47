// Hides in which kinds of bodies a schema travels: bytes stand in files and parts as they are, but in JSON and in parameters as a text.
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from '../../runtime/json-schema.js';
import { isTree } from '../spec/forms.js';
import { schemaAt } from './references.js';
import type { ApiModel, MediaContent, MediaKind, Operation } from './types.js';

const AS_THEY_ARE: ReadonlySet<MediaKind> = new Set(['binary', 'multipart', 'form']);

/** Of one document. Nothing is looked at before the first question, which few documents ask. */
export class Carriers {
  readonly #model: ApiModel;
  #reached: { readonly text: ReadonlySet<unknown>; readonly bytes: ReadonlySet<unknown> } | undefined;

  constructor(model: ApiModel) {
    this.#model = model;
  }

  /** How the bytes that a schema describes are given: as a text, as they are, or as either. What no body holds is as it is. */
  of(schema: object): 'text' | 'bytes' | 'both' {
    this.#reached ??= this.#reach();
    const { text, bytes } = this.#reached;
    if (!text.has(schema)) return 'bytes';
    return bytes.has(schema) ? 'both' : 'text';
  }

  #reach() {
    const { operations, webhooks, callbacks } = this.#model;
    const all: readonly Operation[] = [...operations, ...webhooks, ...callbacks];
    const contents = all.flatMap(contentOf);
    const schemasOf = (wanted: boolean) =>
      contents
        .filter(({ kind }) => AS_THEY_ARE.has(kind) === wanted)
        .flatMap(({ schema, item }) => [schema, item?.schema]);
    const named = all.flatMap(({ parameters, responses }) => [
      ...parameters.map(({ schema }) => schema),
      ...responses.flatMap(({ headers }) => headers.map(({ schema }) => schema)),
    ]);
    return {
      text: this.#below([...schemasOf(false), ...named]),
      bytes: this.#below(schemasOf(true)),
    };
  }

  /** Every schema below these, wherever references lead. */
  #below(roots: readonly unknown[]): ReadonlySet<unknown> {
    const seen = new Set<unknown>();
    const stack = [...roots];
    while (stack.length > 0) {
      const schema = stack.pop();
      if (!isTree(schema) || seen.has(schema)) continue;
      seen.add(schema);
      for (const [keyword, value] of Object.entries(schema)) {
        if (keyword === '$ref' && typeof value === 'string')
          stack.push(schemaAt(this.#model.document, value));
        else if (SCHEMA_KEYWORDS.has(keyword)) stack.push(value);
        else if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value))
          for (const each of value as unknown[]) stack.push(each);
        else if (SCHEMA_MAP_KEYWORDS.has(keyword) && isTree(value))
          for (const each of Object.values(value)) stack.push(each);
      }
    }
    return seen;
  }
}

function contentOf({ body, responses }: Operation): readonly MediaContent[] {
  return [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)];
}
