// Hides which schemas mean one thing in a request and another in an answer: `readOnly` and `writeOnly`, wherever references lead.
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from '../../runtime/json-schema.js';
import { isTree } from '../spec/forms.js';
import { canonicalRef, schemaAt } from './references.js';
import type { Direction, JsonSchema } from './types.js';

/** What a member says of itself, as bits. What claims to be both is neither. */
const [READ_ONLY, WRITE_ONLY] = [1, 2];

/** What stays away: `readOnly` members from requests, `writeOnly` ones from answers (OpenAPI 3.1 §4.8.24). */
const KEPT_OUT: Readonly<Record<Direction, number>> = { request: READ_ONLY, response: WRITE_ONLY };

/** Of one document. Each schema and each reference is looked at once, whoever asks how often. */
export class Directions {
  readonly #document: object;
  readonly #marks = new Map<string, number>();
  /** Canonical reference → whether its target differs. */
  readonly #differing = new Map<string, boolean>();

  /** True where one of the schemas that were looked at has a dynamic reference. */
  hasDynamicReferences = false;

  constructor(document: object) {
    this.#document = document;
  }

  /** True where a member does not travel in a direction: it says so itself, or what it refers to does, or a part of its `allOf`. */
  keepsOut(member: JsonSchema, direction: Direction): boolean {
    return this.#marksOf(member) === KEPT_OUT[direction];
  }

  /** True where the target of a reference is not the same in a request and in an answer. */
  differs(ref: string): boolean {
    const canonical = canonicalRef(ref);
    if (!this.#differing.has(canonical)) this.#analyse(canonical);
    return this.#differing.get(canonical) === true;
  }

  /** Decides on everything that a reference leads to. What was decided before leads to nothing undecided. */
  #analyse(root: string): void {
    const referrers = new Map<string, string[]>();
    const differing: string[] = [];
    const decided = (ref: string, value: boolean) => {
      this.#differing.set(ref, value);
      if (value) differing.push(ref);
    };
    const waiting = [root];
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      if (this.#differing.has(ref)) continue;
      const { refs, marked } = this.#look(schemaAt(this.#document, ref));
      decided(ref, marked || [...refs].some((each) => this.#differing.get(each) === true));
      for (const each of refs) {
        const known = referrers.get(each);
        if (known) known.push(ref);
        else referrers.set(each, [ref]);
        waiting.push(each);
      }
    }
    for (let ref = differing.pop(); ref !== undefined; ref = differing.pop())
      for (const each of referrers.get(ref) ?? [])
        if (this.#differing.get(each) !== true) decided(each, true);
  }

  /** The references in a schema, and whether a member of it travels in one direction only. */
  #look(root: unknown): { refs: ReadonlySet<string>; marked: boolean } {
    const refs = new Set<string>();
    const seen = new Set<unknown>();
    const stack: unknown[] = [root];
    const push = (schema: unknown) => stack.push(schema);
    let marked = false;
    while (stack.length > 0) {
      const schema = stack.pop();
      if (!isTree(schema) || seen.has(schema)) continue;
      seen.add(schema);
      if (schema['$dynamicRef'] !== undefined) this.hasDynamicReferences = true;
      for (const [keyword, value] of Object.entries(schema)) {
        if (keyword === '$ref' && typeof value === 'string') refs.add(canonicalRef(value));
        else if (SCHEMA_KEYWORDS.has(keyword)) push(value);
        else if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) value.forEach(push);
        else if (SCHEMA_MAP_KEYWORDS.has(keyword) && !keyword.startsWith('$') && isTree(value)) {
          const members = Object.values(value);
          members.forEach(push);
          if (keyword === 'properties') marked ||= members.some((each) => isOneWay(this.#marksOf(each)));
        }
      }
    }
    return { refs, marked };
  }

  #marksOf(schema: unknown, open?: Set<unknown>): number {
    if (!isTree(schema)) return 0;
    const { readOnly, writeOnly, $ref, allOf } = schema;
    let marks = (readOnly === true ? READ_ONLY : 0) | (writeOnly === true ? WRITE_ONLY : 0);
    if (typeof $ref === 'string') marks |= open ? this.#follow($ref, open) : this.#marksAt($ref);
    if (Array.isArray(allOf)) {
      const around = open ?? new Set<unknown>();
      for (const part of allOf) marks |= this.#marksOf(part, around);
    }
    return marks;
  }

  #marksAt(ref: string): number {
    const marks = this.#marks.get(ref) ?? this.#follow(ref, new Set());
    this.#marks.set(ref, marks);
    return marks;
  }

  /** @param open what was looked at on the way: its marks are counted already */
  #follow(ref: string, open: Set<unknown>): number {
    const target = schemaAt(this.#document, ref);
    if (open.has(target)) return 0;
    open.add(target);
    return this.#marksOf(target, open);
  }
}

function isOneWay(marks: number): boolean {
  return marks === READ_ONLY || marks === WRITE_ONLY;
}
