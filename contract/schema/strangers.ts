// Hides which members of a value no schema knows, though it would not refuse them.
import type { Pointer } from '../../generator/model/types.js';
import { memo } from '../memo.js';
import { isObject, pointerAt } from '../pointer.js';
import { dependsOnValue, itemPointers, memberPointers, type Part, partsOf, type Source } from './parts.js';

export interface Stranger {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly value: unknown;
  /** The schema that does not know it. */
  readonly source: Pointer;
}

/** What one value is asked about: places visited, members told, and how deep. */
const MOST_PLACES = 5_000;
const MOST_TOLD = 20;
const DEEPEST = 32;
const MOST_KNOWN = 100;

/** Members that no `properties` and no `patternProperties` name, where nothing says that there may be others. */
export function strangersIn(source: Source, schema: Pointer, value: unknown): Stranger[] {
  const found: Stranger[] = [];
  let places = 0;
  const visit = (schemas: Together, node: object, at: string, depth: number): void => {
    places += 1;
    if (places > MOST_PLACES || found.length >= MOST_TOLD || depth > DEEPEST) return;
    const known = schemas.of(source, node);
    for (const [key, member] of Object.entries(node) as [string, unknown][]) {
      const below = known.member(key, Array.isArray(node));
      if (below === undefined)
        found.push({ pointer: pointerAt(at, key), value: member, source: known.pointer });
      else if (typeof member === 'object' && member !== null && !below.isEmpty)
        visit(below, member, pointerAt(at, key), depth + 1);
    }
  };
  if (typeof value === 'object' && value !== null) visit(togetherAt(source, [schema]), value, '', 0);
  return found.slice(0, MOST_TOLD);
}

/** Schemas that hold at one place together. The same for every value that comes there, which most answers are: what follows is kept. */
class Together {
  readonly #pointers: readonly Pointer[];
  /** By the alternatives that a value has taken. */
  readonly #known = new Map<string, Known>();
  /** Where there are none. */
  #only: Known | undefined;

  constructor(pointers: readonly Pointer[]) {
    this.#pointers = pointers;
  }

  get isEmpty(): boolean {
    return this.#pointers.length === 0;
  }

  of(source: Source, value: object): Known {
    if (this.#only) return this.#only;
    const parts = partsOf(source, this.#pointers, { taking: value });
    const key = parts.map(({ pointer }) => pointer).join('\n');
    const known = this.#known.get(key) ?? new Known(source, parts);
    // Alternatives can be taken together in more ways than anybody could keep.
    if (this.#known.size < MOST_KNOWN) this.#known.set(key, known);
    if (!parts.some(dependsOnValue)) this.#only = known;
    return known;
  }
}

/** What schemas say of members. */
class Known {
  readonly #source: Source;
  readonly #parts: readonly Part[];
  readonly #isClosed: boolean;
  readonly #members = new Map<string, Together>();
  #items: Together | undefined;

  constructor(source: Source, parts: readonly Part[]) {
    this.#source = source;
    this.#parts = parts;
    this.#isClosed = knowsItsMembers(parts);
  }

  /** Where the first of them stands. */
  get pointer(): Pointer {
    return this.#parts[0]?.pointer ?? '';
  }

  /** @returns undefined where nobody knows the member */
  member(key: string, isItem: boolean): Together | undefined {
    if (isItem) return this.#item(Number(key));
    const known = this.#members.get(key);
    if (known) return known;
    const pointers = memberPointers(this.#parts, key);
    const named = isNamed(this.#parts, key);
    if (this.#isClosed && pointers.length === 0 && !named) return undefined;
    const below = togetherAt(this.#source, pointers);
    // Names that only the answer knows are without number.
    if (named) this.#members.set(key, below);
    return below;
  }

  #item(index: number): Together {
    if (this.#items) return this.#items;
    const below = togetherAt(this.#source, itemPointers(this.#parts, index));
    if (!this.#parts.some(({ keywords }) => Object.hasOwn(keywords, 'prefixItems'))) this.#items = below;
    return below;
  }
}

const knownIn = memo((_: Source['schemas']) => new Map<string, Together>());

function togetherAt({ schemas }: Source, pointers: readonly Pointer[]): Together {
  const known = knownIn(schemas);
  const key = pointers.join('\n');
  const together = known.get(key) ?? new Together(pointers);
  known.set(key, together);
  return together;
}

const OTHERS = ['additionalProperties', 'unevaluatedProperties'];

/** Whether the schemas list members at all, and say nothing of others: `true` and a schema are said on purpose, `false` is judged already. */
function knowsItsMembers(parts: readonly Part[]): boolean {
  const lists = parts.some(({ keywords }) => isObject(keywords['properties']));
  return lists && !parts.some(({ keywords }) => OTHERS.some((each) => Object.hasOwn(keywords, each)));
}

function isNamed(parts: readonly Part[], name: string): boolean {
  return parts.some(
    ({ keywords }) => isObject(keywords['properties']) && Object.hasOwn(keywords['properties'], name),
  );
}
