// Hides ajv: the schemas of one document as validators of what goes one way, each compiled once and only when it is needed.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Direction, OpenApi31, Pointer, ResponseHeader } from '../../generator/model/types.js';
import { formats } from '../../runtime/formats.js';
import { pattern } from '../../runtime/pattern.js';
import { memo } from '../memo.js';
import { valueAt } from '../pointer.js';
import { declaredNames } from './declared.js';
import { addUniqueItems } from './unique-items.js';
import { pointerOf, type Surroundings, targetOf, viewOf } from './view.js';
import { type Violation, violationsOf } from './violations.js';

/** What a schema says of a value. `unusable`: it cannot be compiled, or the value is too deep for it; and why. */
export type Verdict = { readonly violations: readonly Violation[] } | { readonly unusable: string };

/** Above this size only the first violation is looked for: a hostile body of 16 MiB may hold millions. */
const THOROUGH_BYTES = 256 * 1024;
/** Violations of one value that are told. */
const MOST_TOLD = 20;

/** One document's schemas one way; compiled once, however many plans and runs there are of it. */
export function schemasOf(document: OpenApi31, direction: Direction): Schemas {
  return BOTH[direction](document);
}

const BOTH: Readonly<Record<Direction, (document: OpenApi31) => Schemas>> = {
  request: memo((document) => new Schemas(document, 'request')),
  response: memo((document) => new Schemas(document, 'response')),
};

export class Schemas {
  readonly #document: OpenApi31;
  readonly #direction: Direction;
  readonly #first = newAjv(false);
  readonly #all = newAjv(true);
  readonly #uris = new Map<Pointer, string>();
  readonly #places = new WeakMap<object, Pointer>();
  readonly #declared = new Map<Pointer, ReadonlySet<string>>();
  readonly #validators = new Map<Pointer, ValidateFunction>();
  /** Several checks ask the same of one answer, one after another. */
  #last: { readonly schema: Pointer; readonly value: object; readonly isValid: boolean } | undefined;

  /** @param direction what is required of one side only (`readOnly`, `writeOnly`) follows from it */
  constructor(document: OpenApi31, direction: Direction) {
    this.#document = document;
    this.#direction = direction;
  }

  /** Whether a value is valid by the schema at a pointer; undefined where the schema cannot be used. */
  accepts(schema: Pointer, value: unknown): boolean | undefined {
    try {
      return this.#isValid(schema, value);
    } catch {
      return undefined;
    }
  }

  /**
   * Judges a value by the schema at a pointer of the document.
   * @param bytes size of the value's text
   */
  judge(schema: Pointer, value: unknown, bytes: number): Verdict {
    try {
      if (this.#isValid(schema, value)) return { violations: [] };
      const ajv = bytes > THOROUGH_BYTES ? this.#first : this.#all;
      const failed =
        ajv === this.#first ? this.#validatorOf(schema) : validatorOf(ajv, this.#register(schema));
      failed(value);
      const violations = violationsOf(failed.errors ?? [], value, {
        errors: (branch, data) => {
          const validate = ajv.compile(branch);
          return validate(data) ? [] : [...(validate.errors ?? [])];
        },
        place: (view) => this.#places.get(view) ?? schema,
      });
      return { violations: violations.slice(0, MOST_TOLD) };
    } catch (cause) {
      return { unusable: reasonOf(cause) };
    }
  }

  /** Judges one reading of a response header, whose schema stands under `schema` or that of its only media type. */
  judgeHeader(header: ResponseHeader, value: unknown, bytes: number): Verdict {
    if (header.schema === true) return { violations: [] };
    const at = `${header.source}/schema`;
    const isThere = this.#uris.has(at) || valueAt(this.#document, at) !== undefined;
    return isThere ? this.judge(at, value, bytes) : { violations: [] };
  }

  /** Names of the properties that a schema knows, those of its parts and alternatives included. */
  declared(schema: Pointer): ReadonlySet<string> {
    const names =
      this.#declared.get(schema) ?? declaredNames(valueAt(this.#document, schema), this.#document);
    this.#declared.set(schema, names);
    return names;
  }

  #isValid(schema: Pointer, value: unknown): boolean {
    const last = this.#last;
    if (last && last.value === value && last.schema === schema) return last.isValid;
    const isValid = this.#validatorOf(schema)(value);
    this.#last = typeof value === 'object' && value !== null ? { schema, value, isValid } : undefined;
    return isValid;
  }

  #validatorOf(schema: Pointer): ValidateFunction {
    const validate = this.#validators.get(schema) ?? validatorOf(this.#first, this.#register(schema));
    this.#validators.set(schema, validate);
    return validate;
  }

  /** Gives the schema at a pointer, and all that it refers to, URIs in ajv. Nothing is compiled yet. */
  #register(root: Pointer): string {
    const known = this.#uris.get(root);
    if (known !== undefined) return known;
    const waiting: { uri: string; pointer: Pointer; schema: unknown }[] = [];
    const uriOf = (pointer: Pointer, schema: unknown): string => {
      let uri = this.#uris.get(pointer);
      if (uri === undefined) {
        uri = `schema:${this.#uris.size}`;
        this.#uris.set(pointer, uri);
        waiting.push({ uri, pointer, schema });
      }
      return uri;
    };
    const around: Surroundings = {
      document: this.#document,
      direction: this.#direction,
      refer: (ref) => uriOf(pointerOf(ref) ?? ref, targetOf(ref, this.#document)),
      placed: (schema, pointer) => this.#places.set(schema, pointer),
    };
    const uri = uriOf(root, valueAt(this.#document, root));
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const seen = viewOf(next.schema, next.pointer, around);
      // ajv gives names to objects only.
      const view = typeof seen === 'object' ? seen : seen ? {} : { not: {} };
      for (const ajv of [this.#first, this.#all]) ajv.addSchema(view, next.uri);
    }
    return uri;
  }
}

function newAjv(allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    formats: { ...formats },
    verbose: true, // errors then carry their schema, from which its place in the document is known
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    inlineRefs: false,
    logger: false, // formats that nobody knows pass in silence
    ownProperties: true,
    code: { regExp: Object.assign((source: string) => pattern(source), { code: '' }) },
  });
  addUniqueItems(ajv);
  return ajv;
}

function validatorOf(ajv: Ajv2020, uri: string): ValidateFunction {
  const validate = ajv.getSchema(uri);
  if (!validate) throw new Error(`${uri} was not added`);
  return validate;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof RangeError) return 'it or the value is nested too deeply';
  const message = cause instanceof Error ? cause.message : String(cause);
  return (message.split('\n')[0] ?? message).replaceAll(/schema:\d+/g, 'the schema');
}
