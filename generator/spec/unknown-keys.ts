// Hides which key somebody meant who wrote one that means nothing; what is merely unknown is left to whoever wrote it.
import { closest } from '../family/closest.js';
import type { Grammar } from './grammar.js';
import { isMethod } from './methods.js';
import type { Said } from './problems.js';
import type { Tree } from './types.js';

/** Keys with a meaning that nothing here asks for: those that the shapes do not list, of every version of OpenAPI and of JSON Schema. */
const UNREAD: Readonly<Record<string, string>> = {
  Info: 'contact license',
  Tag: 'externalDocs',
  Parameter: 'example',
  Header: 'example allowReserved allowEmptyValue',
  MediaType: 'example',
  Example: 'value dataValue',
  Link: 'requestBody',
  Flow: 'authorizationUrl tokenUrl refreshUrl deviceAuthorizationUrl',
  Schema:
    'id default const example examples externalDocs xml $vocabulary $recursiveRef $recursiveAnchor dependencies extends disallow divisibleBy',
};

/** Different keys that are guessed at; of a document with more, most are no slips. */
const MOST = 10_000;

/** Finds what was meant, once for each key of each kind of object. */
export class UnknownKeys {
  readonly #grammar: Grammar;
  readonly #known = new Map<string, readonly string[]>();
  readonly #meant = new Map<string, string | undefined>();

  constructor(grammar: Grammar) {
    this.#grammar = grammar;
  }

  /** @param name of the shape, which does not list the key  @param called as people call it, with its article */
  fault(key: string, object: Tree, name: string, called: string): Said | undefined {
    const entry = `${name}/${key}`;
    if (!this.#meant.has(entry) && this.#meant.size < MOST) this.#meant.set(entry, this.#meantBy(key, name));
    const meant = this.#meant.get(entry);
    // Who has written both has meant something else by this one.
    if (meant === undefined || Object.hasOwn(object, meant)) return undefined;
    const message = `${JSON.stringify(key)} means nothing in ${called}.`;
    return {
      id: 'key-unknown',
      severity: 'warning',
      message,
      hint: `Did you mean ${meant}? Keys of your own begin with x-.`,
    };
  }

  #meantBy(key: string, name: string): string | undefined {
    const known = this.#keysOf(name);
    // Of path items, methods in capitals are told of by their check.
    if (known.includes(key) || (name === 'PathItem' && isMethod(key.toLowerCase()))) return undefined;
    // Short words are all alike: of those only the case may be wrong.
    return closest(key, known, key.length < 4 ? 0 : key.length < 8 ? 1 : 2);
  }

  #keysOf(name: string): readonly string[] {
    let keys = this.#known.get(name);
    if (!keys) {
      const unread = Object.hasOwn(UNREAD, name) ? (UNREAD[name] ?? '').split(' ') : [];
      keys = [...(this.#grammar.get(name)?.fields.keys() ?? []), ...unread];
      this.#known.set(name, keys);
    }
    return keys;
  }
}
