// Hides what is wrong with the shape of a document: each fault is said once, at its place, and what leaves here has none.
import { isDeepStrictEqual } from 'node:util';
import { pointerAt, pointerTokens } from '../source.js';
import { CHECKS, STAND_INS, TWINS } from './checks.js';
import { endlessSchemas } from './endless.js';
import { fits, isTree, kindOf, meantBy, wanted } from './forms.js';
import { type Form, formAt, type Grammar, readGrammar, type Shape } from './grammar.js';
import type { Origins } from './origins.js';
import { circularFault, endlessFault, referenceFault, type Said } from './problems.js';
import {
  type FoundReference,
  followed,
  LONGEST_CHAIN,
  localPointer,
  localRef,
  nodeAt,
} from './references.js';
import { SHAPES_3, SHAPES_20, SHAPES_30 } from './shapes.js';
import type { Tree } from './types.js';
import { UnknownKeys } from './unknown-keys.js';

export interface Fault extends Said {
  /** In the tree that was given. */
  readonly pointer: string;
  /** The reference that leads nowhere. */
  readonly ref?: string;
}

export interface Mended {
  /** The tree without its faults; the same object where it has none. */
  readonly root: Tree;
  readonly faults: readonly Fault[];
}

const GRAMMAR = readGrammar(SHAPES_3);
const OLDER: ReadonlyMap<string, Grammar> = new Map([
  ['2.0', readGrammar(SHAPES_20)],
  ['3.0', readGrammar(SHAPES_30)],
]);

/** What cannot be used at all: whatever holds it does without. */
const NOTHING = Symbol('nothing');
/** Faults of one severity that are said; a document that is something else altogether has one at every place. */
const MOST = 1000;

/**
 * Reads only; what changes is made anew, and `origins` is told of it.
 * @param version of OpenAPI, as `3.1`  @param found the references of the tree
 */
export function mend(root: Tree, version: string, origins: Origins, found: Iterable<FoundReference>): Mended {
  const refs = [...found].map(({ ref }) => ref);
  return new Mending(root, version, origins, endlessSchemas(root, refs)).mended();
}

class Mending {
  readonly #root: Tree;
  readonly #version: string;
  readonly #grammar: Grammar;
  readonly #keys: UnknownKeys;
  readonly #origins: Origins;
  readonly #faults: Fault[] = [];
  readonly #counts = { error: 0, warning: 0 };
  readonly #path: string[] = [];
  /** Above zero inside of what no code depends on. */
  #soft = 0;
  /** Shape → reference → what is wrong with what it leads to; undefined where nothing is. */
  readonly #targets = new Map<string, Map<string, Said | 'useless' | undefined>>();
  /** Places that only references lead to, with the shape that they should have. */
  readonly #strays = new Map<string, Form>();

  /** Schemas that are made of themselves, with the references that lead to them. */
  readonly #endless: ReadonlyMap<unknown, string>;

  constructor(root: Tree, version: string, origins: Origins, endless: readonly string[]) {
    this.#root = root;
    this.#endless = new Map(endless.map((pointer) => [nodeAt(root, pointer), localRef(pointer)]));
    this.#version = version;
    this.#grammar = OLDER.get(version) ?? GRAMMAR;
    this.#keys = new UnknownKeys(this.#grammar);
    this.#origins = origins;
  }

  mended(): Mended {
    const document = this.#object(this.#root, 'Document');
    let root = document === NOTHING ? this.#root : (document as Tree);
    // A Map's iteration sees what is added to it.
    for (const [pointer, form] of this.#strays) {
      const node = nodeAt(root, pointer);
      this.#path.splice(0, Number.POSITIVE_INFINITY, ...pointerTokens(pointer));
      const value = this.#value(node, form);
      if (value !== node && value !== NOTHING) root = this.#with(root, pointerTokens(pointer), value) as Tree;
    }
    return { root, faults: this.#faults };
  }

  #value(value: unknown, form: Form): unknown {
    switch (form.kind) {
      case 'any':
        return value;
      case 'object':
        return this.#object(value, form.name);
      case 'list':
        return Array.isArray(value) ? this.#list(value, form.of) : this.#wrong(value, form);
      case 'map':
        return isTree(value) ? this.#map(value, form) : this.#wrong(value, form);
      case 'either': {
        const fitting = form.forms.find((each) => fits(value, each));
        return fitting ? this.#value(value, fitting) : this.#wrong(value, form);
      }
      default:
        return fits(value, form) ? value : this.#wrong(value, form);
    }
  }

  #list(list: readonly unknown[], of: Form): unknown {
    let copy: unknown[] | undefined;
    const known = new Map<string, unknown>();
    for (const [index, item] of list.entries()) {
      const alone = this.#member(String(index), item, of);
      const mended = alone === NOTHING ? alone : this.#onlyOne(alone, of, known, String(index));
      if (mended !== item) copy ??= list.slice(0, index);
      if (mended !== NOTHING) copy?.push(mended);
    }
    return copy ? this.#origins.made(copy, list) : list;
  }

  /** An item of a list, or nothing where another of the list is called the same. */
  #onlyOne(item: unknown, of: Form, known: Map<string, unknown>, index: string): unknown {
    const nameOf = of.kind === 'object' ? TWINS[of.name] : undefined;
    const target = nameOf && followed(this.#root, item);
    if (!nameOf || !isTree(target)) return item;
    const name = nameOf(target);
    if (!known.has(name)) {
      known.set(name, target);
      return item;
    }
    // Whoever has written the same twice has left no doubt.
    const severity = isDeepStrictEqual(unnoted(known.get(name)), unnoted(target)) ? 'warning' : 'error';
    const message = `The ${name} stands here twice.`;
    this.#fault({ id: 'document-invalid', severity, message, hint: 'Keep one of the two.' }, index);
    return NOTHING;
  }

  #map(map: Tree, { of, extensible }: Form & { readonly kind: 'map' }): unknown {
    let copy: Tree | undefined;
    for (const key of Object.keys(map)) {
      if (extensible && key.startsWith('x-')) continue;
      copy = this.#put(copy, map, key, this.#member(key, map[key], of));
    }
    return copy ? this.#origins.made(copy, map) : map;
  }

  #object(value: unknown, name: string): unknown {
    const shape = this.#grammar.get(name);
    if (!shape) throw new Error(`There is no shape ${name}.`);
    if (name === 'Schema' && typeof value === 'boolean') return value;
    if (!isTree(value)) return this.#wrong(value, { kind: 'object', name });
    const endless = name === 'Schema' ? this.#endless.get(value) : undefined;
    if (endless !== undefined) return this.#ended(value, endless);
    const { $ref } = value;
    if (typeof $ref === 'string' && shape.fields.has('$ref')) {
      const referring = this.#reference(value, $ref, name);
      // What stands beside a reference counts in a schema and in a path item; in all else it is a note.
      if (referring !== value || (name !== 'Schema' && name !== 'PathItem')) return referring;
    }
    let copy: Tree | undefined;
    for (const key of Object.keys(value)) {
      const field = shape.fields.get(key) ?? (key.startsWith('x-') ? undefined : shape.others);
      if (!field) this.#unknown(key, value, name);
      if (!field || field.form.kind === 'any') continue;
      const member = value[key];
      if (typeof member !== 'object' && fits(member, field.form)) continue;
      if (field.soft) this.#soft++;
      // A key that somebody wrote nothing behind, and that nothing depends on.
      const isNone = member === null && !shape.needed.includes(key);
      copy = this.#put(
        copy,
        value,
        key,
        isNone ? this.#none(key, field.form) : this.#member(key, member, field.form),
      );
      if (field.soft) this.#soft--;
    }
    return this.#whole(copy ?? value, value, shape, name);
  }

  #unknown(key: string, object: Tree, name: string): void {
    const said = key.startsWith('x-') ? undefined : this.#keys.fault(key, object, name, this.#called(name));
    if (said) this.#fault(said, key);
  }

  /** A schema without what leads back to it. */
  #ended(schema: Tree, ref: string): unknown {
    this.#fault(endlessFault(ref));
    const { $ref: _, allOf: __, ...rest } = schema;
    return this.#object(this.#origins.made(rest, schema), 'Schema');
  }

  /** What is needed is there, or something that stands in for it. */
  #whole(mended: Tree, given: Tree, shape: Shape, name: string): unknown {
    let whole = mended;
    const instead = STAND_INS[name] ?? {};
    for (const key of shape.needed) {
      if (Object.hasOwn(whole, key)) continue;
      if (!Object.hasOwn(given, key))
        this.#invalid(
          `The ${shape.name} has no \`${key}\`.`,
          // What every document has cannot be taken out of it.
          `Write ${key} here${Object.hasOwn(STAND_INS, name) ? '' : `, or take the ${shape.name} out`}.`,
        );
      if (!Object.hasOwn(instead, key)) return NOTHING;
      whole = { ...whole, [key]: instead[key] };
    }
    for (const check of CHECKS[name]?.(whole, this.#version, this.#root) ?? []) {
      this.#fault(check, ...check.at);
      if (!check.mended) return NOTHING;
      whole = check.mended(whole);
    }
    return this.#origins.made(whole, given);
  }

  /** An object that refers, as it is; without the reference, or nothing at all, where that leads to nothing of its kind. */
  #reference(value: Tree, ref: string, name: string): unknown {
    let known = this.#targets.get(name);
    if (!known) {
      known = new Map();
      this.#targets.set(name, known);
    }
    if (!known.has(ref)) known.set(ref, this.#target(ref, name));
    const problem = known.get(ref);
    if (problem === undefined) return value;
    if (problem !== 'useless') this.#fault({ ...problem, ref }, '$ref'); // what is wrong with its target is said there
    if (name === 'Response') return this.#origins.made({ description: '' }, value);
    if (name !== 'Schema') return NOTHING;
    const { $ref: _, ...rest } = value;
    return this.#object(this.#origins.made(rest, value), name);
  }

  #target(ref: string, name: string): Said | 'useless' | undefined {
    let node: unknown = { $ref: ref };
    let pointer: string | undefined;
    for (let hops = 0; isTree(node) && typeof node['$ref'] === 'string'; hops++) {
      if (hops > LONGEST_CHAIN) return circularFault(ref);
      pointer = localPointer(node['$ref']);
      node = pointer === undefined ? undefined : nodeAt(this.#root, pointer);
    }
    if (pointer === undefined || node === undefined) return referenceFault('', ref);
    const form: Form = { kind: 'object', name };
    const what = this.#otherwise(pointer, name) ?? (isComponent(pointer) ? undefined : misfit(node, form));
    if (what !== undefined) {
      const needed = this.#called(name);
      const message = `The $ref ${JSON.stringify(ref)} leads to ${what}, where ${needed} is needed.`;
      return { id: 'document-invalid', severity: 'error', message, hint: 'Refer to what belongs here.' };
    }
    if (!isComponent(pointer)) this.#strays.set(pointer, form);
    return this.#isUseless(node, name) ? 'useless' : undefined;
  }

  /** What a place of every document is for, where that is something else than what is asked for. */
  #otherwise(pointer: string, name: string): string | undefined {
    const form = formAt(this.#grammar, pointerTokens(pointer));
    if (form?.kind === 'map' || form?.kind === 'list') return 'what only holds others';
    return form?.kind === 'object' && form.name !== name ? this.#called(form.name) : undefined;
  }

  #called(name: string): string {
    const spoken = this.#grammar.get(name)?.name ?? name;
    return `${/^[aeio]/.test(spoken) ? 'an' : 'a'} ${spoken}`;
  }

  /** True where nothing is left of an object once it is mended; asked before it is. */
  #isUseless(node: unknown, name: string): boolean {
    const shape = this.#grammar.get(name);
    if (!fits(node, { kind: 'object', name })) return true;
    if (!isTree(node) || !shape) return false;
    const lacks = shape.needed.some((key) => {
      const form = shape.fields.get(key)?.form ?? { kind: 'any' };
      return !fits(node[key], form) && meantBy(node[key], form) === undefined;
    });
    return lacks || (CHECKS[name]?.(node, this.#version, this.#root) ?? []).some((check) => !check.mended);
  }

  #member(key: string, value: unknown, form: Form): unknown {
    this.#path.push(key);
    const mended = this.#value(value, form);
    this.#path.pop();
    return mended;
  }

  /** The object with a member turned; the object that was given keeps what it has. */
  #put(copy: Tree | undefined, given: Tree, key: string, member: unknown): Tree | undefined {
    if (member === given[key]) return copy;
    const changed = copy ?? this.#origins.made({ ...given }, given);
    if (member === NOTHING) delete changed[key];
    // Assigned, `__proto__` would be no member.
    else
      Object.defineProperty(changed, key, {
        value: member,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    return changed;
  }

  #with(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
    if (key === undefined) return value;
    const below = this.#with((node as Tree)[key], rest, value);
    if (!Array.isArray(node)) return this.#put(undefined, node as Tree, key, below) ?? node;
    return this.#origins.made(node.with(Number(key), below), node);
  }

  #none(key: string, form: Form): unknown {
    if (form.kind === 'note') return NOTHING;
    const message = `Expected ${wanted(form)} at ${pointerAt('', ...this.#path, key)}, found null, which is taken for nothing.`;
    this.#fault(
      { id: 'document-invalid', severity: 'warning', message, hint: hintFor(null, undefined) },
      key,
    );
    return NOTHING;
  }

  /** Says what stands here instead of what should; gives what is meant where that is plain. */
  #wrong(value: unknown, form: Form): unknown {
    const meant = meantBy(value, form);
    const pointer = pointerAt('', ...this.#path);
    const message = `Expected ${wanted(form)}${pointer === '' ? '' : ` at ${pointer}`}, found ${kindOf(value)}.`;
    // Whoever forgot the quotes, or wrote too many, has said what is meant.
    const severity = form.kind === 'note' || meant !== undefined ? 'warning' : 'error';
    const id = isCount(form) ? 'schema-keyword' : 'document-invalid';
    this.#fault({ id, severity, message, hint: hintFor(value, meant) });
    return meant ?? NOTHING;
  }

  #invalid(message: string, hint: string): void {
    this.#fault({ id: 'document-invalid', severity: 'error', message, hint });
  }

  #fault(said: Omit<Fault, 'pointer'>, ...below: readonly string[]): void {
    const { id, message, hint, ref } = said;
    const severity = this.#soft > 0 ? 'warning' : said.severity;
    const counted = severity === 'error' ? 'error' : 'warning';
    if (this.#counts[counted]++ >= MOST) return;
    const pointer = pointerAt('', ...this.#path, ...below);
    this.#faults.push({ id, severity, message, hint, pointer, ...(ref !== undefined && { ref }) });
  }
}

function misfit(node: unknown, form: Form): string | undefined {
  return fits(node, form) ? undefined : kindOf(node);
}

/** An object without what it says to people, at any depth. */
function unnoted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(unnoted);
  if (!isTree(node)) return node;
  const told = Object.entries(node).filter(
    ([key]) => !/^(?:summary|description|title|examples?|x-.*)$/.test(key),
  );
  return Object.fromEntries(told.map(([key, value]) => [key, unnoted(value)]));
}

function hintFor(value: unknown, meant: unknown): string {
  if (value === null)
    return 'Take the key out, or write what belongs below it: in YAML, a key with nothing behind it is null.';
  if (typeof meant === 'string') return 'Put it in quotes.';
  return meant === undefined
    ? 'See the OpenAPI specification for what belongs here.'
    : 'Take the quotes away.';
}

/** Of what stands there the walk over the document takes care. */
function isComponent(pointer: string): boolean {
  const tokens = pointerTokens(pointer);
  const [root = '', kind = ''] = tokens;
  if (root === 'components') return tokens.length === 3 && Object.hasOwn(SHAPES_3['Components'] ?? {}, kind);
  return tokens.length === 2 && ['definitions', 'parameters', 'responses'].includes(root);
}

/** Only schemas count and measure. */
function isCount(form: Form): boolean {
  return form.kind === 'number' || (form.kind === 'either' && form.forms.some(isCount));
}
